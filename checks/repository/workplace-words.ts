// The project speaks of itself alone: not of folders beside the checkout or of the machine it was written on.
// The forbidden paths are put together here, so that this file passes its own check.
import type { SourceText } from './tracked-files.ts';

const beside = ['..', 'shared'].join('/');
const workplace = new RegExp(
  [`${beside.replaceAll('.', '\\.')}\\b`, `(?<![\\w.-])/${'work'}/\\w`, `\\b${'issues'} show\\b`].join('|'),
);

/** The one file that may look for data beside the checkout: where it finds none, it goes on without. */
export const continuousIntegration = '.ci/run';

/** `path:line` of each line that names the workplace. */
export function findWorkplaceWords(sources: readonly SourceText[]): string[] {
  return sources
    .filter(({ path }) => path !== continuousIntegration)
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (workplace.test(line) ? [`${path}:${index + 1}`] : [])),
    );
}

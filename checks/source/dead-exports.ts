// Exports that nothing imports, tests included: knip finds them. What a package exports to others is its interface, and
// never dead. Settings: knip.json.
import { fileURLToPath } from 'node:url';
import { runCommand } from '../documents/run-example.ts';

const program = fileURLToPath(new URL('../node_modules/.bin/knip', import.meta.url));

/** knip's settings for the workspace, absolute. */
export const workspaceSettings = fileURLToPath(new URL('knip.json', import.meta.url));

interface Issue {
  readonly file: string;
  readonly exports?: readonly { readonly name: string; readonly line: number }[];
  readonly types?: readonly { readonly name: string; readonly line: number }[];
}

/**
 * `path:line name` of each export of the project in `directory` that nothing uses.
 *
 * @throws Error with knip's words where it does not get through
 */
export async function findDeadExports(directory: string, settings: string): Promise<string[]> {
  const args = [
    '--config',
    settings,
    '--no-progress',
    '--no-exit-code',
    '--no-config-hints',
    '--reporter',
    'json',
  ];
  const { exitCode, output } = await runCommand({ program, args, directory, timeout: 240_000 });
  const start = output.indexOf('{"');
  if (exitCode !== 0 || start < 0) throw new Error(`knip fails: ${output}`);
  const { issues }: { issues: readonly Issue[] } = JSON.parse(output.slice(start));
  return issues.flatMap(({ file, exports = [], types = [] }) =>
    [...exports, ...types].map(({ name, line }) => `${file}:${line} ${name}`),
  );
}

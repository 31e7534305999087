// Source files that the documents name in `code` and that do not exist: prose rots where nothing holds it.
import type { SourceText } from '../repository/tracked-files.ts';

const sourceFile = /`([\w./-]+\.(?:ts|mjs))`/g;

/** One sentence for each named file that no tracked path ends in. */
export function findMissingFiles(documents: readonly SourceText[], paths: readonly string[]): string[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(sourceFile)]
      .map(([, name]) => name)
      .filter((name) => !paths.some((known) => known === name || known.endsWith(`/${name}`)))
      .map((name) => `${path} names ${name}, which does not exist`),
  );
}

// The files of the project: what git tracks, and what a developer has written and not yet added. Ignored files
// are none of them. The workspace's packages: `workspace-packages.ts`.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** One file's path, relative to the root with `/`, and its text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** The paths of all files of the project, relative to the root with `/`, sorted. Throws where git is missing. */
export function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  // A file that was deleted but is still in the index is no longer part of the project.
  const paths = new Set(list.split('\0').filter((path) => path !== '' && existsSync(join(root, path))));
  return [...paths].sort();
}

/** Reads the files whose path `pattern` matches. */
export function readTracked(pattern: RegExp): SourceText[] {
  return trackedFiles()
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

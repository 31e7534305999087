// What npm would publish of a package, and what of that nobody should get.
import { join } from 'node:path';
import { runCommand } from '../documents/run-example.ts';
import { root } from '../repository/tracked-files.ts';
import { isTestCode } from '../source/test-code.ts';

/** The paths in the package's tarball, relative to it. Throws npm's words where packing fails. */
export async function publishedFiles(directory: string): Promise<string[]> {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=silent'];
  const { exitCode, output } = await runCommand({ program: 'npm', args, directory: join(root, directory) });
  if (exitCode !== 0) throw new Error(`npm pack fails in ${directory}: ${output}`);
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  return files.map(({ path }) => path);
}

/** One sentence for each file that is missing from what is published, or should not be in it. */
export function findPublishingFaults(paths: readonly string[]): string[] {
  const needed = ['package.json', 'README.md'].filter((path) => !paths.includes(path));
  const surplus = paths.filter((path) => isTestCode(path) || /\.tsbuildinfo$|(^|\/)\.turbo\//.test(path));
  return [
    ...needed.map((path) => `${path} is missing`),
    ...surplus.map((path) => `${path} is published, but is of no use to who installs the package`),
  ];
}

// The packages as npm would get them: tarballs, in a folder outside of the workspace.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../documents/run-example.ts';
import { root } from '../repository/tracked-files.ts';
import { workspacePackages } from '../repository/workspace-packages.ts';

/** Absolute paths of tarballs by the packages' names. */
export type Tarballs = Readonly<Record<string, string>>;

/** The packages that npm gets, sorted by directory. */
export const publishedPackages = workspacePackages().filter(({ manifest }) => !manifest.private);

/**
 * Packs those of `names` that are published, as built, into `folder`.
 *
 * @throws Error with pnpm's words where one cannot be packed
 */
export async function packPackages(folder: string, names: readonly string[]): Promise<Tarballs> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const manifests = publishedPackages
    .map(({ manifest }) => manifest)
    .filter(({ name }) => names.includes(name));
  const filters = manifests.map(({ name }) => `--filter=${name}`);
  const { exitCode, output } = await runCommand({
    program: 'npx',
    args: ['--yes', packageManager, '--recursive', ...filters, 'pack', '--pack-destination', folder],
    directory: root,
  });
  if (exitCode !== 0) throw new Error(`The packages cannot be packed: ${output}`);
  const files = readdirSync(folder);
  return Object.fromEntries(
    manifests.map(({ name, version }) => {
      const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
      if (!files.includes(file)) throw new Error(`pnpm has not written ${file}, but ${files.join(', ')}`);
      return [name, join(folder, file)];
    }),
  );
}

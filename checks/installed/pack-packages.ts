// The packages as npm would get them: tarballs, packed once for all test files of a run.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../documents/run-example.ts';
import { root } from '../repository/tracked-files.ts';
import { workspacePackages } from '../repository/workspace-packages.ts';

/** Absolute paths of tarballs by the packages' names. */
export type Tarballs = Readonly<Record<string, string>>;

/** The packages that npm gets, sorted by directory. */
export const publishedPackages = workspacePackages().filter(({ manifest }) => !manifest.private);

// Git ignores it.
const place = fileURLToPath(new URL('../generated/packed/', import.meta.url));
const patience = 240_000;

// Test files run in processes of one parent; a build in between makes other tarballs.
function folderOfRun(): string {
  const built = publishedPackages.flatMap(({ directory }) =>
    ['package.json', 'README.md', 'dist'].map((name) => join(root, directory, name)),
  );
  const newest = Math.max(...built.filter((path) => existsSync(path)).map((path) => newestChange(path)));
  return join(place, `${process.ppid}-${Math.floor(newest)}`);
}

function newestChange(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(own.mtimeMs, ...names.map((name) => statSync(join(path, name)).mtimeMs));
}

// True for the one process that makes the folder.
function claim(folder: string): boolean {
  mkdirSync(place, { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function removeOld(): void {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(place)) {
    const folder = join(place, name);
    if (statSync(folder).mtimeMs < anHourAgo) rmSync(folder, { recursive: true, force: true });
  }
}

async function pack(folder: string): Promise<string> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const filters = publishedPackages.map(({ manifest }) => `--filter=${manifest.name}`);
  const { exitCode, output } = await runCommand({
    program: 'npx',
    args: ['--yes', packageManager, '--recursive', ...filters, 'pack', '--pack-destination', folder],
    directory: root,
    timeout: patience,
  });
  return exitCode === 0 ? '' : output || `exit code ${exitCode}`;
}

async function outcomeOf(folder: string): Promise<string> {
  const outcome = join(folder, 'outcome.txt');
  if (claim(folder)) {
    removeOld();
    writeFileSync(`${outcome}.part`, await pack(folder));
    renameSync(`${outcome}.part`, outcome);
  }
  for (let waited = 0; !existsSync(outcome) && waited < patience; waited += 100) await setTimeout(100);
  return existsSync(outcome)
    ? readFileSync(outcome, 'utf8')
    : 'another test that packs them has not come to an end';
}

/**
 * The tarballs of all published packages, as built.
 *
 * @throws Error with pnpm's words where one cannot be packed
 */
export async function packPackages(): Promise<Tarballs> {
  const folder = folderOfRun();
  const failure = await outcomeOf(folder);
  if (failure !== '') throw new Error(`The packages cannot be packed: ${failure}`);
  const files = readdirSync(folder);
  return Object.fromEntries(
    publishedPackages.map(({ manifest: { name, version } }) => {
      const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
      if (!files.includes(file)) throw new Error(`pnpm has not written ${file}, but ${files.join(', ')}`);
      return [name, join(folder, file)];
    }),
  );
}

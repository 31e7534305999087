// A stranger's project: a folder outside of the workspace, made of one or more of the folders beside this file, into
// which npm installs the packed packages.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ending, runCommand } from '../documents/run-example.ts';
import { packPackages } from './pack-packages.ts';

/** A project with its dependencies in place. */
export interface FreshProject {
  /** Absolute. */
  readonly directory: string;
  /** Runs Node on a file of the project. */
  node(file: string, ...args: readonly string[]): Promise<Ending>;
  /** Runs a program that a dependency brings, such as `tsc`. */
  bin(name: string, ...args: readonly string[]): Promise<Ending>;
  /** Takes it away again. */
  remove(): void;
}

/** What a project is made of. */
export interface FreshProjectOptions {
  /** Folders of `checks/installed`, later ones over earlier ones; the last has the package.json. */
  readonly templates: readonly string[];
  /** Further words for `npm install`. */
  readonly install?: readonly string[];
}

// npm may have to fetch half a gigabyte.
const patience = 300_000;

/**
 * Packs, copies and installs.
 *
 * @throws Error with npm's words where that fails
 */
export async function createFreshProject({
  templates,
  install = [],
}: FreshProjectOptions): Promise<FreshProject> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'nn101-installed-')));
  const directory = join(place, 'project');
  mkdirSync(directory);
  for (const name of templates) {
    cpSync(fileURLToPath(new URL(name, import.meta.url)), directory, { recursive: true });
  }
  const remove = () => rmSync(place, { recursive: true, force: true });
  try {
    await useTarballs(join(directory, 'package.json'));
    await installDependencies(directory, install);
  } catch (error) {
    remove();
    throw error;
  }
  const run = (program: string, args: readonly string[]) =>
    runCommand({ program, args, directory, timeout: patience });
  return {
    directory,
    node: (...args) => run(process.execPath, args),
    bin: (name, ...args) => run(join(directory, 'node_modules/.bin', name), args),
    remove,
  };
}

// A range of a package of ours stands for the tarball: the version that it asks for is not published yet.
async function useTarballs(manifestPath: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  for (const [name, path] of Object.entries(await packPackages())) {
    if (name in manifest.dependencies) manifest.dependencies[name] = `file:${path}`;
  }
  writeFileSync(manifestPath, JSON.stringify(manifest, null, 2));
}

async function installDependencies(directory: string, more: readonly string[]): Promise<void> {
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...more];
  const { exitCode, output } = await runCommand({ program: 'npm', args, directory, timeout: patience });
  if (exitCode !== 0) throw new Error(`npm ${args.join(' ')} fails in a fresh project: ${output}`);
}

/**
 * Why no project can be made here: npm does not reach its registry. Undefined where it does, and in continuous
 * integration, where a test that is left out must not pass for one that has passed.
 */
export async function whyNoInstall(): Promise<string | undefined> {
  if (process.env.CI) return undefined;
  const { exitCode } = await runCommand({ program: 'npm', args: ['ping'], directory: tmpdir() });
  return exitCode === 0 ? undefined : 'skipped: npm does not reach its registry';
}

// The checks of `nn101 doctor`, in the order in which they are printed. They change nothing.

import { readdir } from 'node:fs/promises';
import os from 'node:os';
import { cacheDirectory, datasets } from '@nn101/datasets';
import { cachedState, checkCacheWritable, systemReason } from '../data/cache-directory.ts';
import { defaultLanes } from '../recipes/recipe.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { pluralize } from '../text/quantities.ts';

/** Checks this machine. Uses no network except for configured mirrors. */
export async function examine(terminal: Terminal): Promise<Finding[]> {
  return [
    nodeFinding(process.versions.node),
    simdFinding(),
    threadsFinding(os.availableParallelism()),
    memoryFinding({ free: os.freemem(), total: os.totalmem() }),
    await cacheFinding(),
    ...(await mirrorFindings(terminal.environment)),
  ];
}

/** Node must be 20.19 or later. */
export function nodeFinding(version: string): Finding {
  const [major, minor] = version.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough
    ? { name: 'Node', state: 'fine', what: version }
    : {
        name: 'Node',
        state: 'wrong',
        what: `${version}, too old`,
        remedy: 'Install Node 20.19 or later from https://nodejs.org',
      };
}

/** The smallest module with a SIMD instruction: `v128.const 0; drop` in a function. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11],
);

function simdFinding(): Finding {
  return WebAssembly.validate(simdModule)
    ? { name: 'SIMD', state: 'fine', what: 'WebAssembly SIMD is available' }
    : {
        name: 'SIMD',
        state: 'wrong',
        what: 'WebAssembly SIMD is not available',
        remedy: 'Use a processor from the last ten years, or start Node without flags that turn SIMD off.',
      };
}

/** Training uses a thread for each core, but at most one per lane of a batch. */
export function threadsFinding(cores: number): Finding {
  const threads = Math.min(cores, defaultLanes);
  const changed = cores > threads ? ' (--workers and --lanes for more)' : '';
  const what = `${pluralize(cores, 'core')}; training uses ${pluralize(threads, 'thread')}${changed}`;
  return { name: 'Threads', state: 'fine', what };
}

/** Free memory below what the largest model needs is only a note, as small runs still fit. */
export function memoryFinding({ free, total }: { free: number; total: number }): Finding {
  const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const what = `${gibibytes(free)} free of ${gibibytes(total)}`;
  if (free >= 2 * 2 ** 30) return { name: 'Memory', state: 'fine', what };
  const remedy = 'Close other programs, or train with a smaller --batch-size; mnist-basic needs the least.';
  return { name: 'Memory', state: free >= 0.5 * 2 ** 30 ? 'note' : 'wrong', what, remedy };
}

/** Checks that the cache directory can be written, and lists the data sets in it. */
export async function cacheFinding(): Promise<Finding> {
  const directory = cacheDirectory();
  try {
    await checkCacheWritable(directory);
  } catch (error) {
    return {
      name: 'Cache',
      state: 'wrong',
      what: `${directory} can't be written: ${systemReason(error)}`,
      remedy: 'Point NN101_CACHE to a directory that you can write to.',
    };
  }
  const all = Object.values(datasets);
  const states = await Promise.all(all.map(cachedState));
  const held = all.filter((_, i) => states[i] === 'cached').map(({ name }) => name);
  const holds = held.length === 0 ? 'no data set yet' : held.join(', ');
  return { name: 'Cache', state: 'fine', what: `${directory} contains ${holds}` };
}

const patience = 5000;

/** One finding per mirror, or one that says there are none. */
export async function mirrorFindings(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Finding[]> {
  const mirrors = (environment.NN101_MIRROR ?? '').split(',').map((mirror) => mirror.trim());
  const named = mirrors.filter((mirror) => mirror !== '');
  if (named.length === 0) {
    const what = 'none in NN101_MIRROR; data sets come from their public origins';
    return [{ name: 'Mirrors', state: 'fine', what }];
  }
  return Promise.all(named.map(mirrorFinding));
}

async function mirrorFinding(mirror: string): Promise<Finding> {
  try {
    const isUrl = /^https?:/i.test(mirror);
    return { name: 'Mirror', state: 'fine', what: isUrl ? await askServer(mirror) : await look(mirror) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      name: 'Mirror',
      state: 'wrong',
      what: `${mirror} can't be used: ${why}`,
      remedy: 'Correct NN101_MIRROR (directories or URLs, comma-separated), or unset it.',
    };
  }
}

async function look(directory: string): Promise<string> {
  const entries = await readdir(directory);
  const sets = Object.keys(datasets).filter((name) => entries.includes(name));
  if (sets.length === 0) throw new Error(`it contains none of ${Object.keys(datasets).join(', ')}`);
  return `${directory} has ${sets.join(', ')}`;
}

async function askServer(url: string): Promise<string> {
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) });
  // Many servers answer a directory with 403 or 404 but still serve its files.
  return `${url} answers (status ${answer.status})`;
}

/** The result of one check: what was checked, its state, and how to fix it. */
export interface Finding {
  readonly name: string;
  /** `note`: works, but is worth knowing. `wrong`: runs will fail. */
  readonly state: 'fine' | 'note' | 'wrong';
  readonly what: string;
  readonly remedy?: string;
}

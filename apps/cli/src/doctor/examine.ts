// The checks of `nn101 doctor`, in the order in which they are shown.

import os from 'node:os';
import { defaultLanes } from '../recipes/recipe.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from '../text/counted.ts';
import { cacheFinding } from './cache-finding.ts';
import type { Finding } from './finding.ts';
import { mirrorFindings } from './mirror-findings.ts';

/** Looks at this machine. Changes nothing, and asks nothing of the network but configured mirrors. */
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

/** The smallest module that has a SIMD instruction: `v128.const 0; drop` in a function. */
const simdModule = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 253, 12],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 26, 11],
);

function simdFinding(): Finding {
  return WebAssembly.validate(simdModule)
    ? { name: 'SIMD', state: 'fine', what: 'WebAssembly SIMD is there' }
    : {
        name: 'SIMD',
        state: 'wrong',
        what: 'WebAssembly SIMD is missing',
        remedy: 'Use a processor of the last ten years, or start Node without flags that turn SIMD off.',
      };
}

/** Training has a thread for each core, but not more than a batch has lanes. */
export function threadsFinding(cores: number): Finding {
  const threads = Math.min(cores, defaultLanes);
  const changed = cores > threads ? ' (--workers and --lanes for more)' : '';
  const what = `${counted(cores, 'core')}; training uses ${counted(threads, 'thread')}${changed}`;
  return { name: 'Threads', state: 'fine', what };
}

/** Free memory below what the largest model needs is a note: small runs still fit. */
export function memoryFinding({ free, total }: { free: number; total: number }): Finding {
  const gibibytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const what = `${gibibytes(free)} free of ${gibibytes(total)}`;
  if (free >= 2 * 2 ** 30) return { name: 'Memory', state: 'fine', what };
  const remedy = 'Close other programs, or train with a smaller --batch-size; mnist-basic needs the least.';
  return { name: 'Memory', state: free >= 0.5 * 2 ** 30 ? 'note' : 'wrong', what, remedy };
}

// Memory that the networks of packages/train/src/zoo take while they train, ours and PyTorch's. Each measurement is a process
// of its own, whose peak Linux keeps.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Graph } from '@nn101/kernels/graph';
import { rolldown } from 'rolldown';
import { BenchmarkError } from '../benchmark-error.ts';

/** What one process took. */
export interface ZooMemory {
  /** Before the network was built. */
  readonly baseBytes: number;
  /** At the most. */
  readonly peakBytes: number;
  /** Of Node or of PyTorch. */
  readonly version: string;
}

/** A network as pytorch_memory.py takes it. */
export interface ZooGraph {
  readonly graph: Graph;
  /** Of each output, by Keras' name. */
  readonly losses: readonly { readonly name: string; readonly weight: number }[];
}

/** How one measurement trains. */
export interface MemoryOptions {
  /** A multiple of the zoo's samples. */
  readonly batchSize: number;
  readonly steps: number;
  /** Ours alone: parts of the batch that are computed one after the other; fit()'s choice where it is left out. */
  readonly lanes?: number;
}

export interface ZooMeasurement {
  /** The zoo's networks in its order. */
  readonly names: readonly string[];
  /** @throws BenchmarkError ENGINE_FAILED */
  ours(name: string, options: MemoryOptions): ZooMemory;
  /** @throws BenchmarkError ENGINE_FAILED */
  pyTorch(name: string, options: MemoryOptions): ZooMemory;
}

const place = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const program = place('./zoo-process.js');
const script = place('../../rivals/pytorch_memory.py');

/**
 * Compiles the zoo, which belongs to the tests of packages/train and is in no build.
 *
 * @throws BenchmarkError USAGE where the system does not tell a process' peak, or for a batch that the zoo's samples do not fill
 */
export async function openZoo(): Promise<ZooMeasurement> {
  if (process.platform !== 'linux') {
    throw new BenchmarkError(
      'USAGE',
      `memory reads /proc/self/status, which ${process.platform} does not have.`,
    );
  }
  const input = ['networks', 'zoo-network'].map((name) =>
    place(`../../../packages/train/src/zoo/${name}.ts`),
  );
  const bundle = await rolldown({ input, external: /^@/ });
  // Beside this file, from where the packages that it imports are found.
  await bundle.write({ dir: place('./zoo') });
  await bundle.close();
  const url = new URL('./zoo/', import.meta.url).href;
  const { networks }: { networks: object } = await import(`${url}networks.js`);
  const { samples }: { samples: number } = await import(`${url}zoo-network.js`);
  const graphs = new Map<string, string>();
  const graphOf = (name: string) => {
    const known = graphs.get(name) ?? run(process.execPath, [program, url, name, 'graph']);
    graphs.set(name, known);
    return known;
  };
  return {
    names: Object.keys(networks),
    ours(name, { batchSize, steps, lanes = 0 }) {
      const times = batchSize / samples;
      if (!Number.isInteger(times)) {
        throw new BenchmarkError(
          'USAGE',
          `The batch size must be a multiple of ${samples}, but is ${batchSize}.`,
        );
      }
      const words = [times, steps, lanes].map(String);
      return JSON.parse(run(process.execPath, ['--expose-gc', program, url, name, ...words]));
    },
    pyTorch(name, { batchSize, steps }) {
      const python = process.env.NN101_PYTHON ?? '/usr/bin/python3';
      const words = [String(batchSize), String(steps)];
      return JSON.parse(run(python, [script, ...words], { input: graphOf(name), env: pythonEnvironment }));
    },
  };
}

/**
 * One thread. glibc's allocator by itself keeps what was freed in a heap whose size differs by half from run to run; with a
 * fixed threshold large blocks go back at once, and PyTorch takes the least.
 */
const pythonEnvironment = {
  OPENBLAS_NUM_THREADS: '1',
  OMP_NUM_THREADS: '1',
  MALLOC_MMAP_THRESHOLD_: String(2 ** 17),
};

interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run(program: string, args: readonly string[], { input, env }: RunOptions = {}): string {
  const { error, stdout, stderr, status } = spawnSync(program, args, {
    ...{ encoding: 'utf8', input, env: { ...process.env, ...env } },
  });
  if (status === 0) return stdout;
  throw new BenchmarkError('ENGINE_FAILED', error?.message ?? stderr.trim().split('\n').at(-1) ?? program);
}

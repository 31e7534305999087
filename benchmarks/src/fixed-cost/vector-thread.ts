// A thread with vectors of its own, longer than any cache: what measure-threads.ts asks for sums and updates.
import { parentPort, workerData } from 'node:worker_threads';
import { createFlatOptimizer } from '@nn101/kernels/graph';
import type { VectorTimes } from './measure-threads.ts';

const count: number = workerData;
const optimizer = createFlatOptimizer({ count, lanes: 2 });
const step = { kind: 'adam', rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

function microseconds(work: () => void): number {
  const began = performance.now();
  work();
  return 1000 * (performance.now() - began);
}

parentPort?.on('message', () => {
  const sum = microseconds(() => optimizer.addLane({ from: 1, to: 0 }));
  const update = microseconds(() => optimizer.update({ from: 0, to: count, step, summed: true }));
  parentPort?.postMessage({ sum, update } satisfies VectorTimes);
});

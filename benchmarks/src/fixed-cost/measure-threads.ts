// What threads cost and share, without a network: waking them by messages, and the memory that all of them read and write.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Rounds in which `threads` threads each get a message and answer it: microseconds of each, all answers awaited. */
export async function wakeUps(threads: number, rounds: number): Promise<number[]> {
  const file = new URL('./echo-thread.js', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(file));
  const times: number[] = [];
  for (let round = -5; round < rounds; round++) {
    const began = performance.now();
    const answers = workers.map((worker) => once(worker, 'message'));
    for (const worker of workers) worker.postMessage(round);
    await Promise.all(answers);
    if (round >= 0) times.push(1000 * (performance.now() - began));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return times;
}

/** What a thread of vector-thread.ts tells of one round, in microseconds. */
export interface VectorTimes {
  /** One vector added to another. */
  readonly sum: number;
  /** Adam's update of the vector. */
  readonly update: number;
}

/** Threads that work on vectors of their own at the same time, of `length` numbers each: for each round the slowest thread. */
export async function vectorWork(
  threads: number,
  { length, rounds }: { readonly length: number; readonly rounds: number },
): Promise<VectorTimes[]> {
  const file = new URL('./vector-thread.js', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: length }));
  const times: VectorTimes[] = [];
  for (let round = -2; round < rounds; round++) {
    const answers = workers.map((worker) => once(worker, 'message'));
    for (const worker of workers) worker.postMessage(round);
    const all = (await Promise.all(answers)).map(([found]) => found as VectorTimes);
    const slowest = (of: keyof VectorTimes) => Math.max(...all.map((found) => found[of]));
    if (round >= 0) times.push({ sum: slowest('sum'), update: slowest('update') });
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return times;
}

// How near matMul comes to the bare multiply-add loop of its tile, both timed in turns.
import * as tf from '@tensorflow/tfjs-core';
import type { AssemblyModule } from '../assembly-module.ts';
import { randomFloats } from '../random-floats.ts';
import type { ProductRow } from '../record/benchmark-record.ts';
import { significant } from '../statistics.ts';
import { timeTurns } from '../time-turns.ts';
import type { OperationTimes } from './measure-operation.ts';

export interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposed?: 'a' | 'b';
}

/** Products of the course's dense layers at batch 1000, forward and backward, and a square one. */
export const products: readonly Product[] = [
  { m: 1000, k: 784, n: 128 },
  { m: 784, k: 1000, n: 128, transposed: 'a' },
  { m: 1000, k: 128, n: 784, transposed: 'b' },
  { m: 1000, k: 9216, n: 128 },
  { m: 9216, k: 1000, n: 128, transposed: 'a' },
  { m: 1000, k: 128, n: 9216, transposed: 'b' },
  { m: 960, k: 960, n: 960 },
];

/** Steps of one tile: what it reads then fills less than half of a first-level cache. */
const steps = 384;
const passes = 200;
const operationsPerStep = 64;

/** Needs our kernels on the 'wasm' backend. */
export function measureProduct(
  module: AssemblyModule,
  { product, times }: { readonly product: Product; readonly times: OperationTimes },
): ProductRow {
  const { m, k, n, transposed } = product;
  const a = tf.tensor2d(randomFloats(m * k, 1), transposed === 'a' ? [k, m] : [m, k]);
  const b = tf.tensor2d(randomFloats(k * n, 2), transposed === 'b' ? [n, k] : [k, n]);
  const multiply = () => tf.matMul(a, b, transposed === 'a', transposed === 'b').dispose();
  const [rowA, panelB] = [module.place(randomFloats(steps, 3)), module.place(randomFloats(8 * steps, 4))];
  const { bareLoop } = module.functions;
  const loop = () => bareLoop(steps, passes, rowA, panelB, module.rest());
  const [productTime, loopTime] = timeTurns([multiply, loop], times).map((all) => Math.min(...all));
  tf.dispose([a, b]);
  const gigaflops = (2 * m * k * n) / productTime / 1e6;
  const loopGigaflops = (operationsPerStep * steps * passes) / loopTime / 1e6;
  return {
    product: `[${m},${k}] x [${k},${n}]${transposed ? `, ${transposed} transposed` : ''}`,
    gigaflops: significant(gigaflops),
    loopGigaflops: significant(loopGigaflops),
    share: significant(gigaflops / loopGigaflops),
  };
}

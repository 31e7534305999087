// The matrix product, from three loops to what is shipped.
import * as tf from '@tensorflow/tfjs-core';
import type { AssemblyModule, ProductFunction } from '../assembly-module.ts';
import { randomFloats } from '../random-floats.ts';
import { naiveProduct, type ProductSize } from './naive.ts';
import type { Ladder, Rung } from './rung.ts';
import { shippedRung } from './shipped.ts';

/** m a multiple of 4, n of 8. Needs the backend of prepareShipped(). */
export function productLadder(module: AssemblyModule, size: ProductSize): Ladder {
  const { m, n, k } = size;
  const [a, b] = [randomFloats(m * k, 1), randomFloats(k * n, 2)];
  const [aAt, bAt, cAt] = [module.place(a), module.place(b), module.place(new Float32Array(m * n))];
  const compiled = (name: string, work: ProductFunction): Rung => ({
    name,
    run: () => work(m, n, k, aAt, bAt, cAt, module.rest()),
    result: () => module.read(cAt, m * n),
  });
  const { functions } = module;
  const [aTensor, bTensor] = [tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])];
  let first: Float32Array = new Float32Array();
  const ground: Rung = {
    name: 'naive, TypeScript',
    run: () => {
      first = naiveProduct(size, a, b);
    },
    result: () => first,
  };
  return {
    subject: `Matrix product [${m}, ${k}] x [${k}, ${n}]`,
    operations: 2 * m * n * k,
    rungs: [
      ground,
      compiled('naive, WebAssembly', functions.naiveProduct),
      compiled('loops in the order of memory', functions.orderedProduct),
      compiled('SIMD, four at a time', functions.vectorProduct),
      compiled('blocked for the cache', functions.blockedProduct),
      compiled('tiled in registers', functions.tiledProduct),
      compiled('tiled over packed panels', functions.packedProduct),
      shippedRung('as shipped', () => tf.matMul(aTensor, bTensor)),
    ],
  };
}

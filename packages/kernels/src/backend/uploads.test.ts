// What tfjs makes of a list that holds a tensor: on the cpu backend NaN, and here too.
import { add, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

it('reads what is missing of a tensor as NaN, and leaves whole ones as they are', () => {
  const x = add(tensor1d([1, 2]), 1);
  expect([...add([x] as never, x).dataSync()]).toEqual([Number.NaN, Number.NaN]);
  expect([...tensor(new Float32Array([1, 2, 3]), [3]).dataSync()]).toEqual([1, 2, 3]);
  expect([...x.dataSync()]).toEqual([2, 3]);
});

// The largest numbers of windows and their places, of numbers of both signs and of negative ones alone, as on cpu.

import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { expectSameOnCpu } from '../../testing/same-on-cpu.ts';
import { sampleTensor } from '../../testing/sample-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const EXACT = { atol: 0, rtol: 0 };
const pool = (shape: number[], pad: 'same' | 'valid', isOfBatch: boolean) => () =>
  tf.maxPoolWithArgmax(
    tf.sub(sampleTensor(shape, 'unit', 3), shape[0] - 1) as Tensor4D,
    [2, 3],
    [1, 2],
    pad,
    isOfBatch,
  );

describe('MaxPoolWithArgmax', () => {
  const shapes = [
    [1, 4, 5, 2],
    [2, 5, 6, 3],
    [3, 2, 3, 1],
  ];
  const cases = shapes.flatMap((shape) =>
    (['same', 'valid'] as const).flatMap((pad) =>
      [true, false].map((isOfBatch) => ({
        name: `[${shape}] ${pad} ${isOfBatch}`,
        run: pool(shape, pad, isOfBatch),
      })),
    ),
  );

  it('gives the numbers as on cpu', () =>
    expectSameOnCpu(Object.fromEntries(cases.map(({ name, run }) => [name, () => run().result])), EXACT));

  it('gives the places as on cpu', () =>
    expectSameOnCpu(Object.fromEntries(cases.map(({ name, run }) => [name, () => run().indexes])), EXACT));
});

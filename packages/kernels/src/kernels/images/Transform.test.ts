// Projected images as on cpu, which of a batch transforms the first image only: so one image at a time.

import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { it } from 'vitest';
import { expectSameOnCpu } from '../../testing/same-on-cpu.ts';
import { sampleTensor } from '../../testing/sample-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const projection = [0.91, 0.23, -0.37, -0.13, 1.07, 0.41, 0.011, 0.017];

it('Transform is as on cpu, with every fill and interpolation', () =>
  expectSameOnCpu(
    Object.fromEntries(
      (['bilinear', 'nearest'] as const).flatMap((interpolation) =>
        (['constant', 'reflect', 'wrap', 'nearest'] as const).map((fill) => [
          `${interpolation}, ${fill}`,
          () =>
            tf.image.transform(
              sampleTensor([1, 4, 5, 2], 'unit', 1) as Tensor4D,
              tf.tensor2d(projection, [1, 8]),
              interpolation,
              fill,
              2,
              [5, 6],
            ),
        ]),
      ),
    ),
    { atol: 2e-5, rtol: 1e-5 },
  ));

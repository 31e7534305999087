// Conv3DBackpropInputV2 and Conv3DBackpropFilterV2 on the wasm backend: the gradients of conv3d.
import { conv3d, grad, type Rank, sum, type Tensor5D, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

describe('the gradients of conv3d', () => {
  it('see every slice that a deep filter saw', () => {
    tidy(() => {
      const filter = tensor<Rank.R5>([10, 100], [2, 1, 1, 1, 1]);
      const slope = grad((x) => sum(conv3d(x as Tensor5D, filter, 1, 'valid')));
      expect([...slope(tensor<Rank.R5>([1, 2, 3, 4], [1, 4, 1, 1, 1])).dataSync()]).toEqual([
        10, 110, 110, 100,
      ]);
    });
  });

  it.each([
    { pad: 'valid', strides: 1 },
    { pad: 'same', strides: 1 },
    { pad: 'same', strides: 2 },
    { pad: 'valid', strides: [2, 1, 3] as [number, number, number] },
  ] as const)('equal differences: padding $pad, strides $strides', ({ pad, strides }) => {
    expectGradients({
      forward: (x, w) => conv3d(x as Tensor5D, w as Tensor5D, strides as number, pad),
      inputs: [randomTensor<Rank.R5>([2, 4, 5, 4, 2], 1), randomTensor<Rank.R5>([3, 2, 2, 2, 3], 2)],
      step: 0.5,
      tolerance: { atol: 5e-5, rtol: 1e-5 },
      every: 3,
    });
  });
});

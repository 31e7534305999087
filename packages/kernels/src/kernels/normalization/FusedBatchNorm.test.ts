// FusedBatchNorm on the wasm backend against the naive twin, and batch normalisation in training mode: with statistics
// of the batch itself, whose gradient tfjs puts together from a dozen other kernels.
import {
  batchNorm,
  moments,
  type Rank,
  square,
  type Tensor,
  type Tensor1D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchNormalization } from '../../reference/normalization/batch-normalization.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

interface NormCase {
  readonly rows: number;
  readonly channels: number;
  readonly scaled: boolean;
  readonly moved: boolean;
  readonly seed: number;
}

function check({ rows, channels, scaled, moved, seed }: NormCase): void {
  tidy(() => {
    const x = randomTensor<Rank.R2>([rows, channels], seed);
    const [mean, spread, factor, shift] = [1, 2, 3, 4].map((i) =>
      randomTensor<Rank.R1>([channels], seed + i),
    );
    const variance = square(spread);
    const scale = scaled ? factor : undefined;
    const offset = moved ? shift : undefined;
    const inputs: Record<string, Tensor> = { x, mean, variance };
    if (scale) inputs.scale = scale;
    if (offset) inputs.offset = offset;
    const y = runKernel('FusedBatchNorm', { inputs, attrs: { varianceEpsilon: 0.1 } });
    expect(y.shape).toEqual(x.shape);
    const values = {
      mean: mean.dataSync(),
      variance: variance.dataSync(),
      scale: scale?.dataSync(),
      offset: offset?.dataSync(),
    };
    expectClose(y.dataSync(), batchNormalization(x.dataSync(), { ...values, epsilon: 0.1 }), {
      atol: 4e-6,
      rtol: 1e-6,
    });
  });
}

describe('FusedBatchNorm', () => {
  it('equals the naive loop for any number of channels, with and without scale and offset', () => {
    const cases = fc.record({
      rows: fc.integer({ min: 0, max: 40 }),
      channels: fc.integer({ min: 1, max: 40 }),
      scaled: fc.boolean(),
      moved: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(fc.property(cases, check), { seed: 121, numRuns: 200 });
  });

  it('equals it for large batches', () => {
    for (const channels of [1, 3, 16, 33]) check({ rows: 301, channels, scaled: true, moved: true, seed: 1 });
  });

  it('gives NaN where nothing varies and nothing is added, infinities where something does not', () => {
    tidy(() => {
      const x = tensor([1, 2, 3, -1], [2, 2]);
      const [mean, variance] = [tensor([1, 2]), tensor([0, 0])];
      const y = batchNorm(x, mean as Tensor1D, variance as Tensor1D, undefined, undefined, 0);
      expect([...y.dataSync()]).toEqual([
        Number.NaN,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
      ]);
    });
  });
});

describe('batch normalisation in training mode', () => {
  const trained = (x: Tensor, scale: Tensor, offset: Tensor): Tensor => {
    const axes = [...Array(x.rank - 1).keys()];
    const { mean, variance } = moments(x, axes);
    return batchNorm(x, mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D);
  };

  it.each([[[7, 3]], [[2, 3, 5]], [[2, 3, 4, 5]]])('has the gradients that differences have: %j', (shape) => {
    const channels = shape[shape.length - 1];
    expectGradients({
      forward: trained,
      inputs: [
        randomTensor<Rank>(shape, 1),
        randomTensor<Rank>([channels], 2),
        randomTensor<Rank>([channels], 3),
      ],
      step: 2 ** -6,
      tolerance: { atol: 2e-3, rtol: 2e-3 },
    });
  });
});

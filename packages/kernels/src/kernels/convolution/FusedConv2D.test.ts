// FusedConv2D and FusedDepthwiseConv2D, which take bias and activation along, against the same steps one by one. All that
// tfjs fuses: fused-activation.test.ts.
import {
  add,
  conv2d,
  depthwiseConv2d,
  elu,
  fused,
  type Rank,
  relu,
  type Tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { randomTensor } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const steps = { linear: (z: Tensor) => z, relu, elu } as const;
// Elu as a step of its own is the backend's, which rounds otherwise.
const toleranceOf = (activation: string) => (activation === 'elu' ? { atol: 1e-5, rtol: 1e-5 } : EXACT);

describe('bias and activation of a convolution', () => {
  const cases = fc.record({
    imageShape: fc.tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 21 }),
    ),
    inChannels: fc.integer({ min: 1, max: 6 }),
    outChannels: fc.constantFrom(1, 2, 3, 5, 6, 10, 13, 15, 16, 30, 31, 32, 33, 64),
    size: fc.constantFrom(1, 3),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    hasBias: fc.boolean(),
    activation: fc.constantFrom('linear' as const, 'relu' as const, 'elu' as const),
    seed: fc.nat(),
  });

  it('are the steps after it to the bit, for any number of channels', () => {
    const check = fc.property(
      cases,
      ({ imageShape: [count, ...sides], inChannels, outChannels, ...drawn }) => {
        const { size, pad, hasBias, activation, seed } = drawn;
        const [height, width] = sides.map((side) => Math.max(side, size));
        tidy(() => {
          const x = randomTensor<Rank.R4>([count, height, width, inChannels], seed);
          const filter = randomTensor<Rank.R4>([size, size, inChannels, outChannels], seed + 1);
          const bias = hasBias ? randomTensor<Rank.R1>([outChannels], seed + 2) : undefined;
          const options = { strides: 1, pad, activation, bias };
          const z = conv2d(x, filter, 1, pad);
          const expected = steps[activation](bias ? add(z, bias) : z).dataSync();
          expectClose(fused.conv2d({ x, filter, ...options }).dataSync(), expected, toleranceOf(activation));
          const wide = randomTensor<Rank.R4>([count, height, width, outChannels], seed);
          const alone = randomTensor<Rank.R4>([size, size, outChannels, 1], seed + 1);
          const zAlone = depthwiseConv2d(wide, alone, 1, pad);
          const after = steps[activation](bias ? add(zAlone, bias) : zAlone);
          const at = fused.depthwiseConv2d({ x: wide, filter: alone, ...options }).dataSync();
          expectClose(at, after.dataSync(), toleranceOf(activation));
        });
      },
    );
    fc.assert(check, { seed: 63, numRuns: 300 });
  });
});

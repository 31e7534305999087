// A convolution that goes strip by strip takes the gradients of its activation and its bias as if all pixels were one strip.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementwiseActivations } from '../../graph/operations/fused-activation.ts';
import { uniform } from '../../testing/graph-case.ts';
import { bitsOf, createPlaces } from '../../testing/places.ts';
import { instantiate } from '../../wasm/wasm-module.ts';

const memory = new WebAssembly.Memory({ initial: 100 });
const kernels = instantiate(memory, 'deterministic');

interface Case {
  readonly size: number;
  readonly channels: readonly [number, number];
  readonly activation: 'relu' | 'tanh' | 'linear';
  readonly accumulate: boolean;
}

function check({ size, channels: [from, to], activation, accumulate }: Case): void {
  const { record, floats, scratch } = createPlaces(memory);
  const [batch, out] = [2, size - 2];
  const [pixels, code] = [batch * out * out, elementwiseActivations.indexOf(activation)];
  const shape = record([batch, size, size, from, out, out, to, 3, 3, 1, 1, 1, 1, 0, 0]);
  const image = floats(batch * size * size * from, (i) => uniform(i) - 0.5);
  const filter = floats(9 * from * to, (i) => uniform(i + 1e6) - 0.5);
  const a = floats(pixels * to, (i) => uniform(i + 2e6) - 0.5);
  const gradients = () => floats(pixels * to, (i) => uniform(i + 3e6) - 0.5);
  const [byStrips, atOnce] = [gradients(), gradients()];
  const [bias, biasAtOnce] = [floats(to), floats(to)];
  const [dx, dw] = [floats(image.view.length), floats(filter.view.length)];
  const work = scratch(kernels.conv2dScratchBytes(shape));

  const results = [dx.at, dw.at, bias.at] as const;
  kernels.conv2dBackward(shape, image.at, filter.at, a.at, code, byStrips.at, ...results, accumulate, work);
  kernels.biasActivationGradient(atOnce.at, a.at, pixels, to, code, biasAtOnce.at, accumulate);

  expect(bitsOf(bias.view).equals(bitsOf(biasAtOnce.view)), 'bias').toBe(true);
  expect(bitsOf(byStrips.view).equals(bitsOf(atOnce.view)), 'gradient').toBe(true);
}

it('has the bits of one strip', () => {
  const cases = fc.record({
    size: fc.integer({ min: 3, max: 19 }),
    channels: fc.constantFrom<readonly [number, number]>([1, 32], [3, 16], [3, 20], [2, 13], [1, 4], [8, 24]),
    activation: fc.constantFrom('relu', 'tanh', 'linear'),
    accumulate: fc.boolean(),
  });
  fc.assert(fc.property(cases, check), { seed: 32, numRuns: 80 });
});

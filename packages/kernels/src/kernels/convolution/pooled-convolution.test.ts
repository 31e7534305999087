// A convolution together with the max pooling behind it, against the two, one after the other: bit for bit.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementwiseActivations } from '../../graph/operations/fused-activation.ts';
import { uniform } from '../../testing/graph-case.ts';
import { bitsOf, createPlaces } from '../../testing/places.ts';
import { instantiate } from '../../wasm/wasm-module.ts';

const RELU = elementwiseActivations.indexOf('relu');
const memory = new WebAssembly.Memory({ initial: 200 });
const kernels = instantiate(memory, 'deterministic');

interface Case {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: readonly [number, number];
  readonly isSame: boolean;
  readonly accumulate: boolean;
  /** What the first image has in its middle. */
  readonly middle: number;
}

function results({ batch, height, width, channels: [from, to], isSame, accumulate, middle }: Case) {
  const { record, floats, scratch } = createPlaces(memory);
  const pad = isSame ? 1 : 0;
  const [outHeight, outWidth] = [height - 2 + 2 * pad, width - 2 + 2 * pad];
  const out = [outHeight, outWidth, to];
  const shape = record([batch, height, width, from, ...out, 3, 3, 1, 1, 1, 1, pad, pad]);
  const [half, halfWidth] = [outHeight >> 1, outWidth >> 1];
  const pooling = record([batch, ...out, half, halfWidth, to, 2, 2, 2, 2, 1, 1, 0, 0]);
  const pixels = height * width * from;
  // A third of the images is black: their windows are of equals, of the bias alone, or of zeros.
  const image = floats(batch * pixels, (i) => (Math.floor(i / pixels) % 3 === 2 ? 0 : uniform(i) - 0.5));
  image.view[((height >> 1) * width + (width >> 1)) * from] = middle;
  const filter = floats(9 * from * to, (i) => uniform(i + 1e6) - 0.5);
  const bias = floats(to, (i) => uniform(i + 2e6) - 0.5);
  const gradient = floats(batch * half * halfWidth * to, (i) => uniform(i + 3e6) - 0.5);
  const work = scratch(kernels.conv2dScratchBytes(shape));
  const places = () => [gradient, image, filter, bias].map(({ view }) => floats(view.length));
  const [together, apart] = [places(), places()];
  const addresses = (made: typeof together) => made.map(({ at }) => at) as [number, number, number, number];

  const [pooled, ...gradients] = addresses(together);
  const which = scratch(gradient.view.length);
  kernels.pooledConv2d(shape, image.at, filter.at, bias.at, pooled, which, work);
  kernels.pooledConv2dBackward(
    shape,
    image.at,
    filter.at,
    which,
    gradient.at,
    ...gradients,
    accumulate,
    work,
  );

  const [pooledApart, ...gradientsApart] = addresses(apart);
  const [a, da] = [floats(batch * outHeight * outWidth * to), floats(batch * outHeight * outWidth * to)];
  kernels.conv2d(shape, image.at, filter.at, bias.at, RELU, a.at, work);
  kernels.maxPool(pooling, a.at, pooledApart);
  kernels.maxPoolGradient(pooling, gradient.at, a.at, da.at);
  kernels.conv2dBackward(
    ...[shape, image.at, filter.at, a.at, RELU, da.at, ...gradientsApart, accumulate, work],
  );
  return { together, apart, takes: Boolean(kernels.takesPooling(shape, RELU)) };
}

function check(drawn: Case): void {
  const { together, apart, takes } = results(drawn);
  expect(takes).toBe(true);
  for (const [i, what] of ['pooled', 'image', 'filter', 'bias'].entries()) {
    expect(bitsOf(together[i].view).equals(bitsOf(apart[i].view)), what).toBe(true);
  }
}

it('has the bits of pooling and convolution, one after the other', () => {
  const size = fc.integer({ min: 7, max: 21 });
  const channels = fc.constantFrom<readonly [number, number]>([16, 16], [20, 16], [16, 28]);
  const batch = fc.integer({ min: 1, max: 9 });
  const cases = fc.record({
    ...{ batch, height: size, width: size, channels },
    ...{ isSame: fc.boolean(), accumulate: fc.boolean() },
    middle: fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, 1e38),
  });
  fc.assert(fc.property(cases, check), { seed: 31, numRuns: 60 });
});

it('has them where one image has several blocks of tiles', () => {
  const long = { batch: 2, channels: [16, 16], isSame: true, accumulate: false, middle: 0 } as const;
  check({ ...long, height: 61, width: 13 });
  check({ ...long, height: 15, width: 63 });
});

// For tests: convolutions of all odd kinds, drawn by fast-check, small enough for naive loops.
import { backend_util } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { sumTolerance, type Tolerance, WINOGRAD_ROUNDING } from './tolerance.ts';

type Pair = [number, number];

/** A convolution as tf.conv2d takes it, and the geometry that tfjs makes of it. */
export interface ConvCase {
  readonly imageShape: [number, number, number, number];
  readonly filterShape: [number, number, number, number];
  readonly strides: Pair;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dilations: Pair;
  readonly seed: number;
}

const CHANNELS = [1, 2, 3, 4, 5, 8, 17];

const side = fc.integer({ min: 1, max: 3 });
const pair = (max: number): fc.Arbitrary<Pair> =>
  fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));
const padding: fc.Arbitrary<ConvCase['pad']> = fc.oneof(
  fc.constantFrom('valid', 'same'),
  fc.integer({ min: 0, max: 2 }),
  fc.tuple(side, side, side, side).map(
    ([top, bottom, left, right]): backend_util.ExplicitPadding => [
      [0, 0],
      [top - 1, bottom - 1],
      [left - 1, right - 1],
      [0, 0],
    ],
  ),
);

/** Any convolution that tfjs accepts; with `dilated: false` any that it can train. */
export function convCases({ dilated }: { dilated: boolean }): fc.Arbitrary<ConvCase> {
  const size = fc.integer({ min: 1, max: 9 });
  return fc
    .record({
      imageShape: fc.tuple(fc.integer({ min: 1, max: 4 }), size, size, fc.constantFrom(...CHANNELS)),
      window: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })),
      outChannels: fc.constantFrom(...CHANNELS),
      strides: pair(3),
      pad: padding,
      dilations: dilated ? pair(3) : fc.constant<Pair>([1, 1]),
      seed: fc.nat(),
    })
    .map(
      ({ window, outChannels, imageShape, strides, dilations, ...rest }): ConvCase => ({
        ...rest,
        imageShape,
        filterShape: [...window, imageShape[3], outChannels],
        dilations,
        // tfjs lets a convolution be strided or dilated, not both.
        strides: dilations.some((step) => step > 1) ? [1, 1] : strides,
      }),
    )
    .filter((drawn) => convGeometry(drawn).outShape.every((length) => length >= 0));
}

type Steps = Pick<ConvCase, 'strides' | 'dilations'>;

const PLAIN: Steps = { strides: [1, 1], dilations: [1, 1] };
const STRIDED: Steps[] = [
  { ...PLAIN, strides: [2, 1] },
  { ...PLAIN, strides: [1, 2] },
];
const DILATED: Steps[] = [
  { ...PLAIN, dilations: [2, 1] },
  { ...PLAIN, dilations: [1, 2] },
];

/** 3x3 filters with so many channels that Winograd's way pays, where the strides and dilations allow it. */
export function denseCases({ dilated }: { dilated: boolean }): fc.Arbitrary<ConvCase> {
  // Small ones with smaller tiles at their edges, and from 17 outputs on whole tiles that hang over.
  const size = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 13, max: 22 }) },
  );
  return fc
    .record({
      imageShape: fc.tuple(fc.integer({ min: 1, max: 9 }), size, size, fc.constantFrom(16, 20, 36)),
      outChannels: fc.constantFrom(16, 28),
      steps: fc.constantFrom(PLAIN, PLAIN, PLAIN, ...STRIDED, ...(dilated ? DILATED : [])),
      pad: padding,
      seed: fc.nat(),
    })
    .map(
      ({ imageShape, outChannels, steps, pad, seed }): ConvCase => ({
        ...steps,
        imageShape,
        filterShape: [3, 3, imageShape[3], outChannels],
        pad,
        seed,
      }),
    );
}

/** Images so long and narrow that one alone has several blocks of Winograd's tiles, smaller ones at its edges among them. */
export const longCases: readonly ConvCase[] = (['same', 'valid'] as const).flatMap((pad) =>
  [61, 62, 63].flatMap((long, seed) =>
    [
      [long, 13],
      [15, long],
    ].map(
      ([height, width]): ConvCase => ({
        ...{ ...PLAIN, pad, seed },
        imageShape: [2, height, width, 16],
        filterShape: [3, 3, 16, 20],
      }),
    ),
  ),
);

/** What tfjs works out of a case. */
export function convGeometry(drawn: ConvCase): backend_util.Conv2DInfo {
  const { imageShape, filterShape, strides, dilations, pad } = drawn;
  return backend_util.computeConv2DInfo(imageShape, filterShape, strides, dilations, pad);
}

/** How exact a convolution's numbers are that are sums of `terms` products; Winograd's way is used for plain 3x3 filters. */
export function convTolerance({ filterShape: [height, width] }: ConvCase, terms: number): Tolerance {
  return sumTolerance(terms, height === 3 && width === 3 ? WINOGRAD_ROUNDING : undefined);
}

/** The same convolutions, depthwise: with 1 to 3 filters for every input channel. */
export function depthwiseCases(cases: fc.Arbitrary<ConvCase>): fc.Arbitrary<ConvCase> {
  return fc.tuple(cases, fc.integer({ min: 1, max: 3 })).map(([drawn, multiplier]): ConvCase => {
    const [height, width, channels] = drawn.filterShape;
    return { ...drawn, filterShape: [height, width, channels, multiplier] };
  });
}

/** What tfjs works out of a depthwise case. */
export function depthwiseGeometry({ imageShape, filterShape, strides, dilations, pad }: ConvCase) {
  return backend_util.computeConv2DInfo(imageShape, filterShape, strides, dilations, pad, undefined, true);
}

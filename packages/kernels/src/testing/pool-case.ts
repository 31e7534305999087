// For tests: poolings of all odd kinds, drawn by fast-check, small enough for naive loops.
import { backend_util } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { PoolAttributes } from '../kernels/pooling/pool-shape.ts';

/** A pooling as tf.maxPool and tf.avgPool take it. */
export interface PoolCase extends PoolAttributes {
  readonly imageShape: [number, number, number, number];
  readonly filterSize: [number, number];
  readonly strides: [number, number];
}

/** What tfjs works out of a case. */
export function poolGeometry({ imageShape, filterSize, strides, pad, dimRoundingMode }: PoolCase) {
  return backend_util.computePool2DInfo(imageShape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** How many numbers the images of a case have. */
export function poolCells({ imageShape }: PoolCase): number {
  return imageShape.reduce((product, length) => product * length, 1);
}

const size = fc.integer({ min: 1, max: 9 });
const pair = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
const border = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }));

/** Any pooling that tfjs accepts. */
export const poolCases: fc.Arbitrary<PoolCase> = fc
  .record({
    imageShape: fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      size,
      size,
      fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 17, 22),
    ),
    filterSize: pair,
    strides: fc.oneof(pair, fc.constant<[number, number]>([1, 1])),
    pad: fc.oneof(
      fc.constantFrom<PoolCase['pad']>('valid', 'same'),
      fc.integer({ min: 0, max: 2 }),
      fc
        .tuple(border, border)
        .map(([rows, columns]): backend_util.ExplicitPadding => [[0, 0], rows, columns, [0, 0]]),
    ),
  })
  .filter((drawn) => poolGeometry(drawn).outShape.every((length) => length >= 0));

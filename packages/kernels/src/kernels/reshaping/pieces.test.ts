// Slices, joins, padding and comparisons against tfjs' cpu backend.

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type Draw, type Drawn, drawPrograms } from '../../testing/draw-programs.ts';
import { expectSameOnCpu } from '../../testing/same-on-cpu.ts';
import { type Kind, sampleTensor } from '../../testing/sample-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const KINDS: readonly Kind[] = ['special', 'int', 'bool'];
const EXACT = { atol: 0, rtol: 0 };

const drawn: Record<string, Drawn['program']> = {
  slice: (shape, draw) => {
    const begin = shape.map((length) => draw(length + 1));
    const size = shape.map((length, axis) => draw(length - begin[axis] + 1));
    return (x) => tf.slice(x, begin, size);
  },
  'split into two, the second': (shape, draw) => {
    const axis = draw(shape.length);
    const first = draw(shape[axis] + 1);
    return (x) => tf.split(x, [first, shape[axis] - first], axis)[1];
  },
  'unstack, a piece': (shape, draw) => {
    const axis = draw(shape.length);
    const place = draw(shape[axis]);
    return (x) => tf.unstack(x, axis)[place];
  },
  stridedSlice: (shape, draw) => {
    const strides = shape.map(() => [1, 2, 3, -1, -2][draw(5)]);
    const begin = shape.map((length) => draw(length));
    const end = shape.map((length) => draw(length + 1));
    const masks = [draw(64), draw(64)];
    const dropped = draw(3) === 0 ? draw(64) : 0;
    return (x) => tf.stridedSlice(x, begin, end, strides, masks[0], masks[1], 0, 0, dropped);
  },
  concat: (shape, draw) => {
    const axis = draw(shape.length);
    const other = shape.with(axis, draw(4));
    return (x) => tf.concat([x, tf.cast(tf.ones(other), x.dtype), x], axis);
  },
  stack: (shape, draw) => {
    const axis = draw(shape.length + 1);
    return (x) => tf.stack([x, x, x], axis);
  },
  pad: (shape, draw) => {
    const paddings = shape.map((): [number, number] => [draw(3), draw(3)]);
    const value = draw(2);
    return (x) => tf.pad(x, paddings, value);
  },
};

describe('as on cpu, over random shapes', () => {
  it.each(Object.entries(drawn))('%s', (name, program) => {
    const axes = name === 'pad' || name === 'slice' ? 4 : 5;
    return expectSameOnCpu(
      drawPrograms({ name, drawn: { kinds: KINDS, axes, program }, seed: 7, gradient: false }),
      EXACT,
    );
  });

  const comparisons = { equal: tf.equal, notEqual: tf.notEqual, greater: tf.greater, less: tf.less };
  const more = { greaterEqual: tf.greaterEqual, lessEqual: tf.lessEqual };
  const logical = { logicalAnd: tf.logicalAnd, logicalOr: tf.logicalOr, logicalXor: tf.logicalXor };
  const broadcast = (compare: (a: Tensor, b: Tensor) => Tensor) => (shape: readonly number[], draw: Draw) => {
    const other = shape.map((length) => (draw(2) ? length : 1)).slice(draw(shape.length));
    const isFirst = draw(2) === 1;
    return (x: Tensor) => {
      const y = sampleTensor(other, x.dtype === 'bool' ? 'bool' : x.dtype === 'int32' ? 'int' : 'special', 3);
      return isFirst ? compare(x, y) : compare(y, x);
    };
  };
  it.each(Object.entries({ ...comparisons, ...more }))('%s of shapes that broadcast', (name, compare) =>
    expectSameOnCpu(
      drawPrograms({
        name,
        drawn: { kinds: KINDS, axes: 5, program: broadcast(compare) },
        seed: 8,
        gradient: false,
      }),
      EXACT,
    ),
  );
  it.each(Object.entries(logical))('%s of shapes that broadcast', (name, compare) =>
    expectSameOnCpu(
      drawPrograms({
        name,
        drawn: { kinds: ['bool'], axes: 5, program: broadcast(compare) },
        seed: 9,
        gradient: false,
      }),
      EXACT,
    ),
  );
});

describe('pad below zero', () => {
  it('takes numbers away', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    expect(
      tf
        .pad(
          x,
          [
            [-1, 0],
            [1, -1],
          ],
          9,
        )
        .arraySync(),
    ).toEqual([[9, 4, 5]]);
    expect(
      tf
        .pad(x, [
          [0, -1],
          [-2, 2],
        ])
        .arraySync(),
    ).toEqual([[3, 0, 0]]);
    expect(
      tf.pad(x, [
        [0, 0],
        [-2, -1],
      ]).shape,
    ).toEqual([2, 0]);
    expect(
      tf
        .pad(tf.cast(x, 'bool'), [
          [-1, 1],
          [0, 0],
        ])
        .arraySync(),
    ).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('refuses to take more than there is', () => {
    expect(() =>
      tf.pad(tf.zeros([2, 3]), [
        [-1, -2],
        [0, 0],
      ]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: pad takes more from a tensor of shape [2,3] than it has: the paddings are [[-1,-2],[0,0]]. Make both of an axis together at least minus its length.]`,
    );
  });
});

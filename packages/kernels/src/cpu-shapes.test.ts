// What a training step does to shapes, on the wasm backend as on cpu: any axes, orders, slices, rows and windows, drawn
// at random, over numbers of all kinds. Values first, then gradients. Operations of one shape are in cpu-sweep.test.ts.

import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { type Drawn, drawPrograms, order, someAxes } from './testing/draw-programs.ts';
import { expectSameOnCpu } from './testing/same-on-cpu.ts';
import { type Kind, sampleTensor } from './testing/sample-tensor.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();

const TOLERANCE = { atol: 2e-5, rtol: 2e-5 };
const FLOATS: Kind[] = ['unit', 'wide', 'special'];
const ALL: Kind[] = [...FLOATS, 'int', 'bool'];
const reduction =
  (reduce: (x: Tensor, axes: number[], keepDims: boolean) => Tensor): Drawn['program'] =>
  (shape, draw) => {
    const [axes, keepDims] = [someAxes(shape.length, draw), draw(2) === 1];
    return (x) => reduce(x, axes, keepDims);
  };

const shapes: Record<string, Drawn> = {
  sum: { kinds: ALL, program: reduction((x, axes, keep) => tf.sum(x, axes, keep)), gradient: true },
  mean: { kinds: ALL, program: reduction((x, axes, keep) => tf.mean(x, axes, keep)), gradient: true },
  max: {
    kinds: [...FLOATS, 'int'],
    program: reduction((x, axes, keep) => tf.max(x, axes, keep)),
    gradient: true,
  },
  min: {
    kinds: [...FLOATS, 'int'],
    program: reduction((x, axes, keep) => tf.min(x, axes, keep)),
    gradient: true,
  },
  variance: {
    kinds: ['unit'],
    program: reduction((x, axes) => tf.moments(x, axes).variance),
    gradient: true,
  },
  logSumExp: {
    kinds: ['unit', 'wide'],
    program: reduction((x, axes) => tf.logSumExp(x, axes)),
    gradient: true,
  },
  argMax: {
    kinds: [...FLOATS, 'int'],
    axes: 4,
    program: (shape, draw) =>
      (
        (axis) => (x) =>
          tf.argMax(x, axis)
      )(draw(shape.length)),
  },
  transpose: {
    kinds: ALL,
    program: (shape, draw) =>
      (
        (axes) => (x) =>
          tf.transpose(x, axes)
      )(order(shape.length, draw)),
    gradient: true,
  },
  reverse: {
    kinds: ALL,
    axes: 4,
    program: (shape, draw) =>
      (
        (axes) => (x) =>
          tf.reverse(x, axes)
      )(someAxes(shape.length, draw)),
    gradient: true,
  },
  reshape: { kinds: ALL, program: (shape) => (x) => tf.reshape(x, [...shape].reverse()), gradient: true },
  slice: {
    kinds: ALL,
    program: (shape, draw) => {
      const begin = shape.map((length) => draw(length + 1));
      const size = shape.map((length, axis) => draw(length - begin[axis] + 1));
      return (x) => tf.slice(x, begin, size);
    },
    gradient: true,
  },
  pad: {
    kinds: ['unit', 'wide', 'special', 'int'],
    axes: 5,
    program: (shape, draw) => {
      const around = shape.map((): [number, number] => [draw(3), draw(3)]);
      return (x) => tf.pad(x, around, 0.5);
    },
    gradient: true,
  },
  tile: {
    kinds: ALL,
    axes: 4,
    program: (shape, draw) =>
      (
        (reps) => (x) =>
          tf.tile(x, reps)
      )(shape.map(() => 1 + draw(3))),
    gradient: true,
  },
  concat: {
    kinds: ALL,
    program: (shape, draw) =>
      (
        (axis) => (x) =>
          tf.concat([x, x, x], axis)
      )(draw(shape.length)),
    gradient: true,
  },
  stack: {
    kinds: ALL,
    axes: 4,
    program: (shape, draw) =>
      (
        (axis) => (x) =>
          tf.stack([x, x], axis)
      )(draw(shape.length + 1)),
    gradient: true,
  },
  split: {
    kinds: ALL,
    axes: 4,
    program: (shape, draw) => {
      const axis = draw(shape.length);
      const [first, which] = [draw(shape[axis] + 1), draw(2)];
      return (x) => tf.split(x, [first, shape[axis] - first], axis)[which];
    },
  },
  cumsum: {
    kinds: ['unit', 'int'],
    axes: 4,
    program: (shape, draw) => {
      const [axis, exclusive, reverse] = [draw(shape.length), draw(2) === 1, draw(2) === 1];
      return (x) => tf.cumsum(x, axis, exclusive, reverse);
    },
    gradient: true,
  },
  gather: {
    kinds: ALL,
    axes: 4,
    program: (shape, draw) => {
      const axis = draw(shape.length);
      const ids = Array.from({ length: draw(7) }, () => draw(shape[axis]));
      return (x) => tf.gather(x, tf.tensor1d(ids, 'int32'), axis);
    },
    gradient: true,
  },
  softmax: { kinds: FLOATS, axes: 4, program: () => (x) => tf.softmax(x), gradient: true },
  logSoftmax: { kinds: FLOATS, axes: 4, program: () => (x) => tf.logSoftmax(x), gradient: true },
};

const pooling =
  (pool: typeof tf.maxPool): Drawn['program'] =>
  (_, draw) => {
    const [size, strides, pad] = [1 + draw(3), 1 + draw(3), (['same', 'valid'] as const)[draw(2)]];
    return (x) => pool(tf.reshape(x, [1, 1, x.size, 1]) as Tensor4D, [1, size], strides, pad);
  };

const layers: Record<string, Drawn> = {
  maxPool: { kinds: [...FLOATS, 'int'], program: pooling(tf.maxPool), gradient: true },
  // Of windows that hang over the edge, tfjs' own gradient is wrong on both backends.
  avgPool: { kinds: FLOATS, program: pooling(tf.avgPool) },
  batchNorm: {
    kinds: ['unit', 'special'],
    axes: 4,
    program: (shape) => (x) => {
      const [mean, scale, offset] = [1, 2, 3].map((seed) => sampleTensor(shape.slice(-1), 'unit', seed));
      const variance = tf.abs(sampleTensor(shape.slice(-1), 'unit', 4));
      return tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
      );
    },
  },
};

describe.each([
  ['what moves and reduces', shapes],
  ['layers', layers],
])('%s', (_, table) => {
  it.each(Object.keys(table))('%s gives the same numbers', (name) =>
    expectSameOnCpu(drawPrograms({ name, drawn: table[name], seed: 7, gradient: false }), TOLERANCE),
  );

  it.each(Object.keys(table).filter((name) => table[name].gradient))('%s has the same gradient', (name) => {
    const floats = table[name].kinds.filter((kind) => FLOATS.includes(kind));
    return expectSameOnCpu(
      drawPrograms({ name, drawn: { ...table[name], kinds: floats }, seed: 8, gradient: true }),
      TOLERANCE,
    );
  });
});

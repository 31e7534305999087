// tfjs kernels Maximum and Minimum: of each pair of numbers of a and b the one; NaN where either is.

import { inputs, type TrainingKernel } from '../training-kernel.ts';
import { broadcasting } from './broadcast.ts';

const largest = broadcasting('maximum');
const smallest = broadcasting('minimum');

// Whole numbers have no NaN: the backend's own is right for them.
export const maximum: TrainingKernel = {
  name: 'Maximum',
  run(call) {
    const { a, b } = inputs<'a' | 'b'>(call);
    return largest(call.heap, a, b);
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      call.inputs.a?.dtype === 'float32' ? replacement(call) : original(call),
};

export const minimum: TrainingKernel = {
  name: 'Minimum',
  run(call) {
    const { a, b } = inputs<'a' | 'b'>(call);
    return smallest(call.heap, a, b);
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      call.inputs.a?.dtype === 'float32' ? replacement(call) : original(call),
};

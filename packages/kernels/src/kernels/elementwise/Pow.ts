// tfjs kernel Pow: a to the power of b, as JavaScript has it. In C, which the backend's own kernel is written in, 1 to
// the power of NaN and -1 to that of infinity are 1.

import { inputs, type TrainingKernel } from '../training-kernel.ts';
import { broadcasting } from './broadcast.ts';

const powers = broadcasting('power');
const products = broadcasting('multiply');

export const pow: TrainingKernel = {
  name: 'Pow',
  run(call) {
    const { a, b } = inputs<'a' | 'b'>(call);
    // Of whole numbers, which are neither NaN nor infinite, the backend's own is right.
    const areFloats = a.dtype === 'float32' && b.dtype === 'float32';
    if (!areFloats) return call.original(call);
    // A square needs no logarithm, and is rounded once either way.
    const exponent = b.shape.length === 0 ? call.heap.floats(b)[0] : undefined;
    if (exponent === 1) return call.heap.share(a);
    return exponent === 2 ? products(call.heap, a, a) : powers(call.heap, a, b);
  },
};

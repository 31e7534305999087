// tfjs kernel FloorDiv: the largest whole number that is not above a / b, as int32. The backend's own gives float32 of
// floats, and rounds the quotient to 32 bits before it takes the floor.

import { withFloats } from '../float-input.ts';
import { input, type TrainingKernel } from '../training-kernel.ts';
import { broadcasting } from './broadcast.ts';

const floorDivide = broadcasting('floorDivide');

export const floorDiv: TrainingKernel = {
  name: 'FloorDiv',
  run(call) {
    const { heap } = call;
    return withFloats(heap, [input(call, 'a'), input(call, 'b')], (a, b) => floorDivide(heap, a, b));
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      call.inputs.a?.dtype === 'int32' ? original(call) : replacement(call),
};

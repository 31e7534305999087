// tfjs kernel Mod: what is left of a divided by b, with b's sign. The backend's own takes a microsecond to begin and five
// times as long for each number, and takes truth values for floats.

import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';
import { broadcasting } from './broadcast.ts';

const rest = broadcasting('modulo');

export const mod: TrainingKernel = {
  name: 'Mod',
  run(call) {
    const { heap } = call;
    const { a, b } = inputs<'a' | 'b'>(call);
    // Of whole numbers the backend's own is right.
    if (a.dtype === 'int32') return call.original(call);
    return floatsAs(
      heap,
      withFloats(heap, [a, b], (left, right) => rest(heap, left, right)),
      a.dtype,
    );
  },
};

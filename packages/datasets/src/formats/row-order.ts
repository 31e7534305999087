// Arrays that Fortran's order wrote (the first axis runs fastest), in C's order (the last one does).
import type { NpyData } from './npy.ts';

/** The elements in C's order, as a copy. */
export function inRowOrder<Data extends NpyData>(data: Data, shape: readonly number[]): Data {
  const ordered = data.slice() as Data;
  const place = new Uint32Array(shape.length);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  for (let at = 0; at < data.length; at++) {
    ordered[at] = data[place.reduce((sum, index, axis) => sum + index * steps[axis], 0)];
    // Counts up the last axis first, as C does.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++place[axis] < shape[axis]) break;
      place[axis] = 0;
    }
  }
  return ordered;
}

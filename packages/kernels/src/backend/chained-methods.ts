// The methods of tensors that tfjs-layers calls and nobody registers: without them its orthogonal initializer, and so every
// recurrent layer, ends in "rMat.flatten is not a function".
import { reshape, sign, stridedSlice, Tensor, transpose } from '@tensorflow/tfjs-core';

const methods = {
  flatten(this: Tensor) {
    return reshape(this, [this.size]);
  },
  reshape(this: Tensor, shape: number[]) {
    return reshape(this, shape);
  },
  sign(this: Tensor) {
    return sign(this);
  },
  stridedSlice(this: Tensor, begin: number[], end: number[], strides?: number[]) {
    return stridedSlice(this, begin, end, strides);
  },
  transpose(this: Tensor, perm?: number[]) {
    return transpose(this, perm);
  },
};

/** Gives tensors those methods that they do not have; gives the way back. */
export function addChainedOperations(): () => void {
  const { prototype } = Tensor;
  const added = Object.entries(methods).filter(([name]) => !(name in prototype));
  for (const [name, value] of added)
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, value] of added)
      if (Reflect.get(prototype, name) === value) Reflect.deleteProperty(prototype, name);
  };
}

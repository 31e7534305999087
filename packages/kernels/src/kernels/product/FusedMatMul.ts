// tfjs kernel _FusedMatMul: activation(a b + bias), a and b as in BatchMatMul.ts.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Fused, fuse } from '../activation/fused-activation.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';
import { batchMatMul } from './BatchMatMul.ts';

export const fusedMatMul: TrainingKernel = {
  name: '_FusedMatMul',
  run(call) {
    const { heap } = call;
    const { activation, leakyreluAlpha } = attributes<Pick<Fused, 'activation' | 'leakyreluAlpha'>>(call);
    const { bias, preluActivationWeights } = call.inputs;
    const { dtype } = inputs<'a'>(call).a;
    const z = floatsAs(heap, batchMatMul.run(call), 'float32');
    if (areFloats(bias) && areFloats(preluActivationWeights))
      return floatsAs(
        heap,
        fuse(heap, z, { activation, leakyreluAlpha, bias, preluActivationWeights }),
        dtype,
      );
    const extra = [bias, preluActivationWeights].filter((tensor) => tensor !== undefined && tensor !== null);
    const result = withFloats(heap, extra, (...floats) =>
      fuse(heap, z, {
        activation,
        leakyreluAlpha,
        bias: bias ? floats[0] : undefined,
        preluActivationWeights: preluActivationWeights ? floats.at(-1) : undefined,
      }),
    );
    return floatsAs(heap, result, dtype);
  },
};

function areFloats(tensor: TensorInfo | undefined | null): boolean {
  return !tensor || tensor.dtype === 'float32';
}

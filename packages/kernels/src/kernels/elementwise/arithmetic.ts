// tfjs kernels Add, Sub, Multiply and RealDiv: one number of a with one of b. The backend's own are right for floats but take
// a microsecond to begin; for whole numbers all but RealDiv are, and for truth values none.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BroadcastOperation } from '../../records/broadcast-layout.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';
import { broadcasting } from './broadcast.ts';

const operations = { Add: 'add', Sub: 'subtract', Multiply: 'multiply', RealDiv: 'divide' } as const;

export const arithmetic: readonly TrainingKernel[] = Object.entries(operations).map(([name, operation]) =>
  pairKernel(name, operation),
);

function pairKernel(name: string, operation: BroadcastOperation): TrainingKernel {
  const ofPairs = broadcasting(operation);
  const isOfFloats = operation === 'divide';
  return {
    name,
    run(call) {
      const { a, b } = inputs<'a' | 'b'>(call);
      if (a.dtype === 'float32' && b.dtype === 'float32') return ofPairs(call.heap, a, b);
      return a.dtype === 'bool' || (isOfFloats && a.dtype === 'int32')
        ? converted(call, ofPairs)
        : call.original(call);
    },
  };
}

function converted(call: KernelCall, ofPairs: ReturnType<typeof broadcasting>): TensorInfo {
  const { heap } = call;
  const { a, b } = inputs<'a' | 'b'>(call);
  return floatsAs(
    heap,
    withFloats(heap, [a, b], (left, right) => ofPairs(heap, left, right)),
    a.dtype,
  );
}

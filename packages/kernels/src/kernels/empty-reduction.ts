// tfjs kernels Max, Min, Prod, Sum, All and Any: the backend's own, which leave their output as the memory was where
// there is nothing to reduce. The numbers of nothing are those of tfjs' cpu backend.
import { backend_util, util } from '@tensorflow/tfjs-core';
import {
  attributes,
  inputs,
  type KernelCall,
  stockUnlessEmpty,
  type TrainingKernel,
} from './training-kernel.ts';

export const max = reduction('Max', Number.NaN);
export const min = reduction('Min', Number.NaN);
export const prod = reduction('Prod', 1);
/** For Sum.ts, which does what is not empty in its own way. */
export const sumOfNothing = reduction('Sum', 0);
export const all = reduction('All', 0);
export const any = reduction('Any', 0);

interface ReductionAttributes {
  axis?: number | number[];
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

function reduction(name: string, ofNothing: number): TrainingKernel {
  return {
    name,
    run: (call) => filled(call, ofNothing),
    choose: stockUnlessEmpty,
  };
}

function filled(call: KernelCall, ofNothing: number) {
  const { heap } = call;
  const { x } = inputs<'x'>(call);
  const { axis, reductionIndices, keepDims } = attributes<ReductionAttributes>(call);
  const axes = util.parseAxisParam(reductionIndices ?? axis ?? null!, [...x.shape]);
  const [rest] = backend_util.computeOutAndReduceShapes([...x.shape], axes);
  const output = heap.output(keepDims ? backend_util.expandShapeToKeepDim(rest, axes) : rest, x.dtype);
  heap.fill(output, ofNothing);
  return output;
}

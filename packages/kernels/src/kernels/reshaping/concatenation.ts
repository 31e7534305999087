// tfjs kernels Concat and Pack: tensors side by side. The backend's own copy row after row in JavaScript.
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, hasNumbers, type KernelArguments, type TrainingKernel } from '../training-kernel.ts';
import { copyBox, MOST_AXES } from './box.ts';

export const concat: TrainingKernel = {
  name: 'Concat',
  run(call) {
    const parts = listed(call);
    const [axis] = util.parseAxisParam(attributes<{ axis: number }>(call).axis, parts[0].shape);
    const shapes = parts.map(({ shape }) => shape);
    backend_util.assertParamsConsistent(shapes, axis);
    return joined(call.heap, { parts, axis, shape: backend_util.computeOutShape(shapes, axis) });
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      listed(call).every(isCopied) ? replacement(call) : original(call),
};

export const pack: TrainingKernel = {
  name: 'Pack',
  run(call) {
    const tensors = listed(call);
    const [{ shape, dtype }] = tensors;
    for (const tensor of tensors) {
      util.assertShapesMatch(shape, tensor.shape, 'All tensors passed to stack must have matching shapes');
      util.assert(dtype === tensor.dtype, () => 'All tensors passed to stack must have matching dtypes');
    }
    const { axis } = attributes<{ axis: number }>(call);
    const along = axis < 0 ? axis + shape.length + 1 : axis;
    const parts = tensors.map((tensor) => ({ ...tensor, shape: shape.toSpliced(along, 0, 1) }));
    return joined(call.heap, { parts, axis: along, shape: shape.toSpliced(along, 0, tensors.length) });
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      listed(call).every(isCopied) ? replacement(call) : original(call),
};

// tfjs hands a list over where its types say a record of names.
function listed({ inputs }: KernelArguments): TensorInfo[] {
  return Object.values(inputs) as TensorInfo[];
}

function isCopied({ dtype, shape }: TensorInfo): boolean {
  return (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') && shape.length < MOST_AXES;
}

interface Join {
  readonly parts: readonly TensorInfo[];
  readonly axis: number;
  readonly shape: number[];
}

function joined(heap: Heap, { parts, axis, shape }: Join): TensorInfo {
  const full = parts.filter(hasNumbers);
  if (full.length === 1) return heap.share(full[0], shape);
  const output = heap.output(shape, parts[0].dtype);
  const begin = shape.map(() => 0);
  for (const part of full) {
    copyBox(heap, { lengths: part.shape, from: { tensor: part }, to: { tensor: output, begin } });
    begin[axis] += part.shape[axis];
  }
  return output;
}

// tfjs kernel PadV2: numbers around a tensor. Below zero it takes numbers away instead, as PyTorch's pad does; the backend's
// own then writes outside its memory.
import { util } from '@tensorflow/tfjs-core';
import { KernelError } from '../../kernel-error.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';
import { copyBox, MOST_AXES } from './box.ts';

export const padV2: TrainingKernel = {
  name: 'PadV2',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { paddings, constantValue } = attributes<{ paddings: [number, number][]; constantValue: number }>(
      call,
    );
    const shape = x.shape.map((length, axis) => paddings[axis][0] + length + paddings[axis][1]);
    if (shape.some((length) => length < 0)) throw nothingLeft(x.shape, paddings);
    const output = heap.output(shape, x.dtype);
    if (util.sizeFromShape(shape) === 0) return output;
    const begin = paddings.map(([before]) => Math.max(-before, 0));
    const lengths = x.shape.map((length, axis) =>
      Math.max(length - begin[axis] - Math.max(-paddings[axis][1], 0), 0),
    );
    if (util.sizeFromShape(lengths) < util.sizeFromShape(shape)) heap.fill(output, constantValue);
    const to = { tensor: output, begin: paddings.map(([before]) => Math.max(before, 0)) };
    copyBox(heap, { lengths, from: { tensor: x, begin }, to });
    return output;
  },
  choose:
    ({ original, replacement }) =>
    (call) => {
      const { dtype, shape } = inputs<'x'>(call).x;
      const isCopied =
        (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') && shape.length <= MOST_AXES;
      return isCopied ? replacement(call) : original(call);
    },
};

function nothingLeft(shape: readonly number[], paddings: readonly [number, number][]): KernelError {
  return new KernelError(
    'SHAPE_MISMATCH',
    `pad takes more from a tensor of shape [${shape}] than it has: the paddings are ` +
      `[${paddings.map((both) => `[${both}]`)}]. Make both of an axis together at least minus its length.`,
  );
}

// tfjs kernels SpaceToBatchND, BatchToSpaceND and DepthToSpace: blocks of places as items of a batch, or as channels. The
// backend's own work out the place of every number by itself.
import {
  backend_util,
  type NamedTensorMap,
  pad,
  reshape,
  slice,
  type Tensor,
  tidy,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { attributes, type KernelArguments, type TrainingKernel } from '../training-kernel.ts';

type Pairs = [number, number][];

export const spaceToBatchND: TrainingKernel = {
  name: 'SpaceToBatchND',
  run: (call) =>
    tidy(() => {
      const x = given(call);
      const { blockShape, paddings } = attributes<{ blockShape: number[]; paddings: Pairs }>(call);
      const size = util.sizeFromShape(blockShape);
      const whole = x.shape.map((_, axis): [number, number] => paddings[axis - 1] ?? [0, 0]);
      const padded = pad(x, whole);
      const blocks = reshape(padded, backend_util.getReshaped(padded.shape, blockShape, size, false));
      const order = backend_util.getPermuted(blocks.rank, blockShape.length, false);
      const shape = backend_util.getReshapedPermuted(padded.shape, blockShape, size, false);
      return reshape(transpose(blocks, order), shape);
    }),
};

export const batchToSpaceND: TrainingKernel = {
  name: 'BatchToSpaceND',
  run: (call) =>
    tidy(() => {
      const x = given(call);
      const { blockShape, crops } = attributes<{ blockShape: number[]; crops: Pairs }>(call);
      const size = util.sizeFromShape(blockShape);
      const blocks = reshape(x, backend_util.getReshaped(x.shape, blockShape, size));
      const order = backend_util.getPermuted(blocks.rank, blockShape.length);
      const shape = backend_util.getReshapedPermuted(x.shape, blockShape, size);
      const whole = reshape(transpose(blocks, order), shape);
      const begin = backend_util.getSliceBeginCoords(crops, blockShape.length);
      return slice(whole, begin, backend_util.getSliceSize(shape, crops, blockShape.length));
    }),
};

export const depthToSpace: TrainingKernel = {
  name: 'DepthToSpace',
  run: (call) =>
    tidy(() => {
      const x = given(call);
      const { blockSize: b, dataFormat } = attributes<{ blockSize: number; dataFormat: string }>(call);
      if (dataFormat === 'NCHW') {
        const [n, c, h, w] = x.shape;
        const depth = c / (b * b);
        const blocks = transpose(reshape(x, [n, b, b, depth, h, w]), [0, 3, 4, 1, 5, 2]);
        return reshape(blocks, [n, depth, h * b, w * b]);
      }
      const [n, h, w, c] = x.shape;
      const depth = c / (b * b);
      const blocks = transpose(reshape(x, [n, h, w, b, b, depth]), [0, 1, 3, 2, 4, 5]);
      return reshape(blocks, [n, h * b, w * b, depth]);
    }),
};

// tfjs calls kernels with tensors, whatever their types say.
function given({ inputs }: KernelArguments): Tensor {
  return (inputs as NamedTensorMap & Record<'x', Tensor>).x;
}

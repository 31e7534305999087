// tfjs kernel OneHot: for each index a row of `depth` numbers, `onValue` at the index and `offValue` elsewhere. The
// backend's own cuts both to integers, and writes four bytes for each truth value.
import { type DataType, util } from '@tensorflow/tfjs-core';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

interface OneHotAttributes {
  dtype?: DataType;
  depth: number;
  onValue: number;
  offValue: number;
}

export const oneHot: TrainingKernel = {
  name: 'OneHot',
  run(call) {
    const { heap } = call;
    const indices = input(call, 'indices');
    const { dtype = 'int32', depth, onValue, offValue } = attributes<OneHotAttributes>(call);
    const output = heap.output([...indices.shape, depth], dtype);
    heap.fill(output, offValue);
    const [from, to] = [heap.address(indices), heap.address(output)];
    const rows = util.sizeFromShape(indices.shape);
    heap.kernels.markOnes(from, rows, depth, bitsOf(onValue, dtype), util.bytesPerElement(dtype), to);
    return output;
  },
};

/** A number of a type as the bits that hold it, in an integer. */
function bitsOf(value: number, dtype: DataType): number {
  return dtype === 'float32' ? new Int32Array(Float32Array.of(value).buffer)[0] : Math.trunc(value);
}

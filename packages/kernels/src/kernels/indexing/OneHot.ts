// tfjs kernel OneHot: for each index a row of `depth` numbers, `onValue` at the index and `offValue` elsewhere. The
// backend's own cuts both to integers, and writes four bytes for each truth value.
import { type DataType, util } from '@tensorflow/tfjs-core';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

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
    const { indices } = inputs<'indices'>(call);
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
  if (dtype !== 'float32') return Math.trunc(value);
  float[0] = value;
  return bits[0];
}

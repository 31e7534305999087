// tfjs kernel BatchMatMul: a [...,m,k] times b [...,k,n], each transposed or not, batches broadcast.
import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { KernelError } from '../../kernel-error.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

const FLOAT_BYTES = 4;
/** Rows that are too few to pack the other matrix for. */
const FEW = 3;

interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
}

export const batchMatMul: TrainingKernel = {
  name: 'BatchMatMul',
  run(call) {
    const { heap } = call;
    const attrs = attributes<MatMulAttributes>(call);
    const { a, b } = inputs<'a' | 'b'>(call);
    if (a.dtype === 'float32' && b.dtype === 'float32') return floatProduct(heap, { a, b, ...attrs });
    return integerProduct(heap, { a, b, ...attrs });
  },
};

interface Factors extends MatMulAttributes {
  a: TensorInfo;
  b: TensorInfo;
}

// Exact as long as no sum leaves the whole numbers that a float holds, up to 2^24.
function integerProduct(heap: Heap, { a, b, ...attrs }: Factors): TensorInfo {
  const floats = [heap.cast(a, 'float32'), heap.cast(b, 'float32')];
  const product = floatProduct(heap, { a: floats[0], b: floats[1], ...attrs });
  const result = heap.cast(product, 'int32');
  [...floats, product].forEach(heap.release);
  return result;
}

function floatProduct(heap: Heap, factors: Factors): TensorInfo {
  const { a, b, transposeA, transposeB } = factors;
  const aRank = a.shape.length;
  const bRank = b.shape.length;
  if (aRank < 2 || bRank < 2) throw noMatrices(a, b);
  const aColumns = a.shape[aRank - 1];
  const bColumns = b.shape[bRank - 1];
  const m = transposeA ? aColumns : a.shape[aRank - 2];
  const k = transposeA ? a.shape[aRank - 2] : aColumns;
  const n = transposeB ? b.shape[bRank - 2] : bColumns;
  if (k !== (transposeB ? bColumns : b.shape[bRank - 2])) throw doNotMeet(factors);
  const product = { m, n, k, aColumns, bColumns, transposeA, transposeB };
  return hasOne(a) && hasOne(b) && aRank === bRank
    ? oneProduct(heap, factors, product)
    : manyProducts(heap, factors, product);
}

function hasOne({ shape }: TensorInfo): boolean {
  for (let axis = shape.length - 3; axis >= 0; axis--) if (shape[axis] !== 1) return false;
  return true;
}

function oneProduct(heap: Heap, { a, b }: Factors, product: ProductShape): TensorInfo {
  const shape = a.shape.slice();
  shape[shape.length - 2] = product.m;
  shape[shape.length - 1] = product.n;
  const output = heap.output(shape);
  multiply(heap, product, { a: heap.address(a), b: heap.address(b), c: heap.address(output) });
  return output;
}

function manyProducts(heap: Heap, { a, b }: Factors, product: ProductShape): TensorInfo {
  const { m, n, k } = product;
  const aBatch = a.shape.slice(0, -2);
  const bBatch = b.shape.slice(0, -2);
  const batch = broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
  const output = heap.output([...batch, m, n]);
  const aOffsets = broadcastOffsets(aBatch, batch, m * k * FLOAT_BYTES);
  const bOffsets = broadcastOffsets(bBatch, batch, k * n * FLOAT_BYTES);
  const [aStart, bStart, cStart] = [heap.address(a), heap.address(b), heap.address(output)];
  aOffsets.forEach((aOffset, item) => {
    const c = cStart + item * m * n * FLOAT_BYTES;
    multiply(heap, product, { a: aStart + aOffset, b: bStart + bOffsets[item], c });
  });
  return output;
}

function noMatrices(a: TensorInfo, b: TensorInfo): KernelError {
  return new KernelError(
    'SHAPE_MISMATCH',
    `matMul expects two matrices, or batches of them, received a [${a.shape}] and b [${b.shape}]. ` +
      'Reshape a vector to a matrix of one row or column.',
  );
}

function doNotMeet({ a, b, transposeA, transposeB }: Factors): KernelError {
  const shown = (shape: readonly number[], transposed: boolean) =>
    `[${shape}]${transposed ? ' transposed' : ''}`;
  return new KernelError(
    'SHAPE_MISMATCH',
    `matMul sums over the columns of a and the rows of b, which must be equally many; received a ` +
      `${shown(a.shape, transposeA)} and b ${shown(b.shape, transposeB)}. Transpose or reshape one of them.`,
  );
}

interface ProductShape extends MatMulAttributes {
  m: number;
  n: number;
  k: number;
  aColumns: number;
  bColumns: number;
}

interface Addresses {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

function multiply(heap: Heap, product: ProductShape, { a, b, c }: Addresses): void {
  const { m, n, k, aColumns, bColumns, transposeA, transposeB } = product;
  if (m <= FEW && !transposeA && !transposeB) {
    heap.kernels.smallGemm(m, n, k, a, b, c);
    return;
  }
  const [aLine, bLine] = [aColumns * FLOAT_BYTES, bColumns * FLOAT_BYTES];
  const [aRow, aColumn] = transposeA ? [FLOAT_BYTES, aLine] : [aLine, FLOAT_BYTES];
  const [bRow, bColumn] = transposeB ? [FLOAT_BYTES, bLine] : [bLine, FLOAT_BYTES];
  const scratch = heap.scratch(heap.kernels.gemmScratchBytes());
  heap.kernels.gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, n * FLOAT_BYTES, false, scratch);
}

/** Byte offset into an operand for each matrix of the broadcast batch. */
export function broadcastOffsets(from: readonly number[], to: readonly number[], bytes: number): number[] {
  let offsets = [0];
  let stride = bytes;
  const padded = [...Array<number>(to.length - from.length).fill(1), ...from];
  const strides = padded.map(() => 0);
  for (let axis = padded.length - 1; axis >= 0; axis--) {
    strides[axis] = padded[axis] === 1 ? 0 : stride;
    stride *= padded[axis];
  }
  to.forEach((length, axis) => {
    offsets = offsets.flatMap((offset) =>
      Array.from({ length }, (_, index) => offset + index * strides[axis]),
    );
  });
  return offsets;
}

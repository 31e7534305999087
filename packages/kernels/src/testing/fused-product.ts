// For tests: a product of matrices in plain loops with a multiply-add of the test's choosing, and the one that rounds once.
import type { ProbedKernels } from '../wasm/fused-probe.ts';

/** sum + a * b, for the place (row, column) of the product. */
export type MultiplyAdd = (sum: number, a: number, b: number, row: number, column: number) => number;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** sum + a * b of three floats, rounded to a float once. */
export const fusedMultiplyAdd: MultiplyAdd = (sum, a, b) => {
  // Exact: twice 24 bits are fewer than 53.
  const product = a * b;
  const rounded = sum + product;
  // What rounding has dropped, by Knuth's two-sum. A double that is cut off rather than rounded, and made odd where
  // anything is missing, is never halfway between two floats by accident.
  const part = rounded - sum;
  const dropped = sum - (rounded - part) + (product - part);
  if (dropped === 0) return Math.fround(rounded);
  double[0] = rounded;
  if ((bits[0] & 1n) === 0n) bits[0] += dropped > 0 === rounded > 0 ? 1n : -1n;
  return Math.fround(double[0]);
};

/** Steps that a product adds up before it adds that to the steps before: assembly/gemm/gemm.ts. */
const BLOCK_STEPS = 384;

/** The products of the compiled module, in its order, with `multiplyAdd`. */
export function productsWith(multiplyAdd: MultiplyAdd, memory: WebAssembly.Memory): ProbedKernels {
  const gemm: ProbedKernels['gemm'] = (m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate) => {
    const floats = new Float32Array(memory.buffer);
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        const at = (c + row * cRow) / 4 + column;
        let total = accumulate ? floats[at] : 0;
        for (let first = 0; first < k; first += BLOCK_STEPS) {
          let sum = 0;
          for (let step = first; step < Math.min(k, first + BLOCK_STEPS); step++) {
            const x = floats[(a + row * aRow + step * aColumn) / 4];
            sum = multiplyAdd(sum, x, floats[(b + step * bRow + column * bColumn) / 4], row, column);
          }
          total = first === 0 && !accumulate ? sum : Math.fround(total + sum);
        }
        floats[at] = total;
      }
    }
  };
  return {
    gemm,
    smallGemm: (m, n, k, a, b, c) => gemm(m, n, k, a, 4 * k, 4, b, 4 * n, 4, c, 4 * n, false, 0),
  };
}

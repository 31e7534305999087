// Whether the relaxed multiply-add of this engine rounds once. WebAssembly leaves that to the engine: x + a * b may be rounded
// after the product and again after the sum, or after the sum alone. The fused arithmetic promises the latter, so the
// compiled kernels are asked before anyone trains with them. Who asks: wasm-module.ts.
import type { KernelExports } from '../generated/exports.ts';

/** The compiled products that are asked. */
export type ProbedKernels = Pick<KernelExports, 'gemm' | 'smallGemm'>;

/**
 * What an engine is asked.
 *
 * @param kernels the products of an instance of the fused module
 * @param memory its memory, which may be overwritten: PROBE_PAGES pages or more
 * @returns whether every multiply-add was rounded once
 */
export type FusedProbe = (kernels: ProbedKernels, memory: WebAssembly.Memory) => boolean;

/** Pages of 64 KiB that probeFused needs: operands, results, and a product's scratch memory. */
export const PROBE_PAGES = 64;

// Sixteen rows are two tiles of six and one of four, eight columns are both of a tile's vectors.
const [ROWS, COLUMNS, STEPS] = [16, 8, 2];
const ULP = 2 ** -23;

// Powers of two, of both signs, by row and by column. With the smallest of both a product lies below 2^-126, among the
// numbers that an engine might take for zero.
const rowScale = (row: number) => (row % 4 < 2 ? 1 : -1) * 2 ** [0, -40, 30, -70][row >> 2];
const columnScale = (column: number) => (column % 2 ? -1 : 1) * 2 ** [0, 20, -5, -57][column >> 1];

// A row's two factors and what the sum of its products with (1, 1 + ULP) is when it is rounded once.
//
// Even rows: (1 + ULP)^2 is 1 + 2 ULP + ULP^2, of which rounding drops the last term. So subtracting 1 + 2 ULP leaves
// ULP^2 of the exact product, and nothing of a rounded one.
//
// Odd rows: (1 - ULP) (1 + ULP) 2^-24 is a little less than half an ULP, so that adding it to 1 + ULP changes nothing.
// Rounded to a float it is half an ULP, and the tie goes to 1 + 2 ULP. A sum in double precision, which is rounded to a
// float afterwards, cannot hold the difference either and gives the same wrong result.
const kinds = [
  { factors: [-(1 + 2 * ULP), 1 + ULP], once: ULP * ULP },
  { factors: [1 + ULP, (1 - ULP) * 2 ** -24], once: 1 + ULP },
];

/**
 * Asks products whose results tell one rounding from two, in all lanes, with positive, negative and very small numbers,
 * through each loop of a product: rows of a matrix as they lie in memory, packed ones, and few of them.
 */
export const probeFused: FusedProbe = (kernels, memory) => {
  const [a, transposed, b, c, scratch] = [64, 1024, 2048, 4096, 8192];
  const floats = new Float32Array(memory.buffer);
  const expected = new Float32Array(ROWS * COLUMNS);
  for (let column = 0; column < COLUMNS; column++) {
    floats[b / 4 + column] = columnScale(column);
    floats[b / 4 + COLUMNS + column] = columnScale(column) * (1 + ULP);
  }
  for (let row = 0; row < ROWS; row++) {
    const { factors, once } = kinds[row % 2];
    for (const [step, factor] of factors.entries()) {
      floats[a / 4 + row * STEPS + step] = factor * rowScale(row);
      floats[transposed / 4 + step * ROWS + row] = factor * rowScale(row);
    }
    for (let column = 0; column < COLUMNS; column++)
      expected[row * COLUMNS + column] = once * rowScale(row) * columnScale(column);
  }
  const isExpected = (product: () => void): boolean => {
    floats.fill(Number.NaN, c / 4, c / 4 + expected.length);
    product();
    return expected.every((value, index) => value === floats[c / 4 + index]);
  };
  const [aRow, bRow] = [4 * STEPS, 4 * COLUMNS];
  return (
    isExpected(() => kernels.gemm(ROWS, COLUMNS, STEPS, a, aRow, 4, b, bRow, 4, c, bRow, false, scratch)) &&
    isExpected(() =>
      kernels.gemm(ROWS, COLUMNS, STEPS, transposed, 4, 4 * ROWS, b, bRow, 4, c, bRow, false, scratch),
    ) &&
    isExpected(() => kernels.smallGemm(ROWS, COLUMNS, STEPS, a, b, c))
  );
};

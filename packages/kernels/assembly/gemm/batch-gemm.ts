// A matrix product for each sample of a batch, as attention has. Each is one of gemm.ts.
import { gemm } from './gemm';

/** `count` products C (+)= A B as gemm() does them, each so many bytes after the one before in a, b and c. */
export function batchGemm(
  count: i32, m: i32, n: i32, k: i32,
  a: usize, aRowStride: usize, aColumnStride: usize, aStep: usize,
  b: usize, bRowStride: usize, bColumnStride: usize, bStep: usize,
  c: usize, cStride: usize, cStep: usize, accumulate: bool, scratch: usize,
): void {
  for (let item = 0; item < count; item++) {
    gemm(m, n, k, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c, cStride, accumulate, scratch);
    a += aStep;
    b += bStep;
    c += cStep;
  }
}

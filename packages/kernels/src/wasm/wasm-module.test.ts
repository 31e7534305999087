// The kernels over a memory of the test's own. The fused build: fused.test.ts.
import { expect, it } from 'vitest';
import { type Arithmetic, instantiate } from './wasm-module.ts';

// c[1,1] = a[1,k] b[k,1], placed by hand: the operands from byte 0 on, scratch behind them.
function product(arithmetic: Arithmetic, a: number[], b: number[]): number {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const kernels = instantiate(memory, arithmetic);
  const floats = new Float32Array(memory.buffer);
  const [k, bStart, c, scratch] = [a.length, 4 * a.length, 1024, 2048];
  floats.set([...a, ...b]);
  kernels.gemm(1, 1, k, 0, 4 * k, 4, bStart, 4, 4, c, 4, false, scratch);
  return floats[c / 4];
}

it('is nothing but functions over the memory it is given', () => {
  expect(product('deterministic', [1, 2, 3], [4, 5, 6])).toBe(32);
});

it('rounds every product when deterministic', () => {
  // a squared has one bit more than a float: rounded at once, nothing is left; fused with the sum, 2^-24 would be.
  const a = 1 + 2 ** -12;
  expect(product('deterministic', [-1, a], [Math.fround(a * a), a])).toBe(0);
});

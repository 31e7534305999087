// What the probe tells apart, the refusal that follows, and that fused products are the exact ones, rounded once a step. In
// Node 20 with relaxed SIMD switched on, which it has behind a flag.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import fc from 'fast-check';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import { fusedMultiplyAdd, type MultiplyAdd, productsWith } from '../testing/fused-product.ts';
import { randomValues } from '../testing/random-tensor.ts';
import { PROBE_PAGES, probeFused } from './fused-probe.ts';
import { instantiate, instantiateWith, sourceOf } from './wasm-module.ts';

const flag = '--experimental-wasm-relaxed-simd';
const needsFlag = !WebAssembly.validate(sourceOf('fused'));
if (needsFlag) setFlagsFromString(flag);
const memory = new WebAssembly.Memory({ initial: PROBE_PAGES });
const passes = (multiplyAdd: MultiplyAdd) => probeFused(productsWith(multiplyAdd, memory), memory);
const roundedTwice: MultiplyAdd = (sum, a, b) => Math.fround(sum + Math.fround(a * b));

describe('the probe', () => {
  it('is passed by multiply-adds that round once', () => {
    expect(passes(fusedMultiplyAdd)).toBe(true);
  });

  it('is failed by products that are rounded before they are added', () => {
    expect(passes(roundedTwice)).toBe(false);
    expect(probeFused(instantiate(memory), memory)).toBe(false);
  });

  it('is failed by sums in double precision that are rounded to floats afterwards', () => {
    expect(passes((sum, a, b) => Math.fround(sum + a * b))).toBe(false);
  });

  it('is failed by an engine that takes numbers below 2^-126 for zero', () => {
    const flush = (x: number) => (Math.abs(x) < 2 ** -126 ? 0 : x);
    expect(passes((sum, a, b) => flush(fusedMultiplyAdd(sum, a, b, 0, 0)))).toBe(false);
  });

  it.each(['row', 'column'] as const)('is failed by a single %s that rounds twice', (which) => {
    for (let index = 0; index < (which === 'row' ? 16 : 8); index++) {
      const mixed: MultiplyAdd = (sum, a, b, row, column) =>
        ({ row, column })[which] === index
          ? roundedTwice(sum, a, b, row, column)
          : fusedMultiplyAdd(sum, a, b, row, column);
      expect({ index, passed: passes(mixed) }).toEqual({ index, passed: false });
    }
  });
});

describe('an engine that fails the probe', () => {
  it.skipIf(!WebAssembly.validate(sourceOf('fused')))('is refused, in words, having been asked once', () => {
    let times = 0;
    const refusing = instantiateWith(() => {
      times++;
      return false;
    });
    expect(() => refusing(memory, 'fused')).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: The 'fused' arithmetic needs a relaxed multiply-add that rounds once. Products whose results tell one rounding from two were computed, and this JavaScript engine rounded twice, as engines do on processors without fused multiply-add. Use the 'deterministic' arithmetic, whose results differ in their last bits.]`,
    );
    expect(() => refusing(memory, 'fused')).toThrowError(
      expect.objectContaining({ name: 'KernelError', code: 'FUSED_UNAVAILABLE' }),
    );
    expect(times).toBe(1);
    expect(refusing(memory).gemmScratchBytes()).toBeGreaterThan(0);
  });
});

describe.skipIf(process.arch !== 'x64')('Node on a processor without fused multiply-add', () => {
  it('is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nn101-fused-'));
    try {
      const file = join(folder, 'ask.mjs');
      const built = await rolldown({
        input: fileURLToPath(new URL('../testing/ask-fused.ts', import.meta.url)),
      });
      await built.write({ file, format: 'esm' });
      const ask = (...flags: string[]) =>
        execFileSync(process.execPath, [...(needsFlag ? [flag] : []), ...flags, file], { encoding: 'utf8' });
      expect(ask('--no-enable-fma3')).toBe('FUSED_UNAVAILABLE');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

// On a machine whose processor has none.
const isRefused = (() => {
  try {
    instantiate(memory, 'fused');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
})();

describe.skipIf(isRefused)(`fused products${isRefused ? ` (skipped: ${isRefused})` : ''}`, () => {
  const size = (most: number) => fc.integer({ min: 1, max: most });
  const operand = fc.record({ isTransposed: fc.boolean(), seed: fc.nat(1000) });

  it('have the bits of plain loops that round once a step, whatever the tiles', () => {
    const [a, b, c, expected] = [1024, 1 << 18, 1 << 19, 3 << 18];
    const scratch = 1 << 20;
    const floats = new Float32Array(memory.buffer);
    const compiled = instantiate(memory, 'fused');
    const plain = productsWith(fusedMultiplyAdd, memory);
    const law = fc.property(
      fc.record({ m: size(40), n: size(20), k: fc.oneof(size(20), size(500)) }),
      operand,
      operand,
      fc.boolean(),
      ({ m, n, k }, left, right, accumulate) => {
        floats.set(randomValues(m * k, left.seed), a / 4);
        floats.set(randomValues(k * n, right.seed), b / 4);
        for (const at of [c, expected]) floats.set(randomValues(m * n, 7), at / 4);
        const strides = ({ isTransposed }: { isTransposed: boolean }, rows: number, columns: number) =>
          isTransposed ? ([4, 4 * rows] as const) : ([4 * columns, 4] as const);
        const [aRow, aColumn] = strides(left, m, k);
        const [bRow, bColumn] = strides(right, k, n);
        for (const [{ gemm }, to] of [
          [compiled, c],
          [plain, expected],
        ] as const)
          gemm(m, n, k, a, aRow, aColumn, b, bRow, bColumn, to, 4 * n, accumulate, scratch);
        const read = (at: number) => [...floats.subarray(at / 4, at / 4 + m * n)];
        expect(read(c)).toEqual(read(expected));
      },
    );
    fc.assert(law, { numRuns: 200 });
  });
});

// Fused arithmetic rounds less: the suites hold with it too, within the same tolerances (testing/tolerance.ts). In Node where
// it has them, elsewhere the error that says so; in Chromium: browser.test.ts. How it rounds: fused-probe.test.ts.
import { describe, expect, it } from 'vitest';
import { setArithmeticUnderTest } from '../testing/arithmetic-under-test.ts';
import { suites } from '../testing/suites.ts';
import { instantiate, sourceOf } from './wasm-module.ts';

if (WebAssembly.validate(sourceOf('fused'))) {
  for (const [name, load] of Object.entries(suites)) {
    describe(`fused arithmetic: ${name}`, async () => {
      setArithmeticUnderTest('fused');
      await load();
    });
  }
} else {
  it('this engine has no relaxed SIMD, and is told so', () => {
    expect(() => instantiate(new WebAssembly.Memory({ initial: 1 }), 'fused')).toThrowError(
      expect.objectContaining({
        code: 'FUSED_UNAVAILABLE',
        message: expect.stringMatching(/relaxed SIMD.*Node 22, Chrome 114.*'deterministic'/),
      }),
    );
  });
}

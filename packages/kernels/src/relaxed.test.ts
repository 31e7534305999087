// Relaxed arithmetic rounds less, and not the same everywhere: the suites hold with it too, within the same tolerances
// (testing/tolerance.ts). In Node where it has relaxed SIMD, elsewhere the error that says so; in Chromium:
// browser.test.ts.
import { describe, expect, it } from 'vitest';
import { setArithmeticUnderTest } from './testing/arithmetic-under-test.ts';
import { suites } from './testing/suites.ts';
import { instantiate, sourceOf } from './wasm-module.ts';

if (WebAssembly.validate(sourceOf('relaxed'))) {
  for (const [name, load] of Object.entries(suites)) {
    describe(`relaxed arithmetic: ${name}`, async () => {
      setArithmeticUnderTest('relaxed');
      await load();
    });
  }
} else {
  it('this engine has no relaxed SIMD, and is told so', () => {
    expect(() => instantiate(new WebAssembly.Memory({ initial: 1 }), 'relaxed')).toThrowError(
      expect.objectContaining({
        code: 'SIMD_MISSING',
        message: expect.stringMatching(/relaxed SIMD \(Node 22, Chrome 114 or later\)/),
      }),
    );
  });
}

// For tests: with which arithmetic the kernels are registered, so that one suite can be run with either.
import type { Arithmetic } from '../wasm/wasm-module.ts';

const place = Symbol.for('nn101.arithmetic-under-test');

/** Deterministic, unless told otherwise. */
export function arithmeticUnderTest(): Arithmetic {
  return Reflect.get(globalThis, place) === 'fused' ? 'fused' : 'deterministic';
}

/** Of the suites that are loaded from now on. */
export function setArithmeticUnderTest(arithmetic: Arithmetic): void {
  Reflect.set(globalThis, place, arithmetic);
}

// The compiled module and its instances. An instance is nothing but functions over a memory that the host brings.
import { check } from '../check.ts';
import { deterministic } from '../generated/deterministic.ts';
import type { KernelExports } from '../generated/exports.ts';
import { fusedPieces } from '../generated/fused-pieces.ts';
import { KernelError } from '../kernel-error.ts';
import { type FusedProbe, PROBE_PAGES, probeFused } from './fused-probe.ts';
import { withSharedMemory } from './shared-memory-module.ts';

export type { KernelExports };

/**
 * Which arithmetic a module uses; each gives one result on every engine that has it. `deterministic` rounds each product and
 * each sum, and every engine has it. `fused` rounds a product and the sum that it is added to once, which is quicker and
 * gives other bits: for engines with relaxed SIMD on processors with fused multiply-add. Elsewhere it is refused.
 */
export type Arithmetic = 'deterministic' | 'fused';

/** All of them, the default first. */
export const arithmetics: readonly Arithmetic[] = ['deterministic', 'fused'];

const compiled = new Map<string, WebAssembly.Module>();

function compile(arithmetic: Arithmetic, isShared: boolean): WebAssembly.Module {
  const key = `${arithmetic} ${isShared}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = sourceOf(arithmetic);
  const bytes = isShared ? withSharedMemory(source) : source;
  if (!WebAssembly.validate(bytes)) throw arithmetic === 'fused' ? relaxedSimdMissing() : simdMissing();
  const module = new WebAssembly.Module(bytes);
  compiled.set(key, module);
  return module;
}

/** The module's bytes. */
export function sourceOf(arithmetic: Arithmetic): Uint8Array<ArrayBuffer> {
  if (arithmetic === 'deterministic') return bytesOf(deterministic);
  // The same code but for the products: what is its own, and [start, end] of what it shares.
  const pieces = fusedPieces.map((piece) =>
    typeof piece === 'string' ? piece : deterministic.slice(...piece),
  );
  return bytesOf(pieces.join(''));
}

function bytesOf(hexadecimal: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, i) =>
    Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Instantiates the kernels over a memory, shared or not; `arithmetic` is 'deterministic' by default. */
export type Instantiate = (memory: WebAssembly.Memory, arithmetic?: Arithmetic) => KernelExports;

/** As `instantiate`, with a probe of one's own for the fused arithmetic; it is asked once. */
export function instantiateWith(probe: FusedProbe): Instantiate {
  let roundsOnce: boolean | undefined;
  return (memory, arithmetic = 'deterministic') => {
    const module = compile(arithmetic, isShared(memory));
    if (arithmetic === 'fused') {
      roundsOnce ??= ask(module, { isShared: isShared(memory), probe });
      if (!roundsOnce) throw roundsTwice();
    }
    return instanceOf(module, memory);
  };
}

/**
 * Instantiates the kernels over `memory`, shared or not. Compiled once, in a few milliseconds, at the first call, which also
 * asks whether the engine has the fused arithmetic (fused-probe.ts).
 *
 * @throws KernelError SIMD_MISSING where the engine has no WebAssembly SIMD; FUSED_UNAVAILABLE where it has no relaxed SIMD,
 *   or relaxed multiply-add that rounds twice, and `arithmetic` is 'fused'.
 */
export const instantiate: Instantiate = instantiateWith(probeFused);

/**
 * Asks whether this engine has an arithmetic, before anything is made with it.
 *
 * @throws KernelError INVALID_ARGUMENT; SIMD_MISSING, FUSED_UNAVAILABLE as `instantiate`
 */
export function requireArithmetic(arithmetic: Arithmetic): void {
  check.oneOf('arithmetic', arithmetic, arithmetics);
  instantiate(new WebAssembly.Memory({ initial: 0 }), arithmetic);
}

function instanceOf(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  // The build checks that the exports are these (scripts/build-wasm.mjs).
  return instance.exports as WebAssembly.Exports & KernelExports;
}

// The module that is about to be used, over a memory that is dropped.
function ask(
  module: WebAssembly.Module,
  { isShared: shared, probe }: { isShared: boolean; probe: FusedProbe },
): boolean {
  const memory = new WebAssembly.Memory({ initial: PROBE_PAGES, maximum: PROBE_PAGES, shared });
  return probe(instanceOf(module, memory), memory);
}

/** Whether several threads can see the memory. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}

function simdMissing(): KernelError {
  return new KernelError(
    'SIMD_MISSING',
    'This JavaScript engine cannot compile the training kernels, which need WebAssembly SIMD (Node 16.4, Chrome 91, ' +
      'Firefox 89, Safari 16.4 or later). Update the engine.',
  );
}

function relaxedSimdMissing(): KernelError {
  return new KernelError(
    'FUSED_UNAVAILABLE',
    "The 'fused' arithmetic needs WebAssembly's relaxed SIMD, which this JavaScript engine does not have (Node 22, Chrome " +
      "114 or later have it). Update the engine, or use the 'deterministic' arithmetic, whose results differ in their last bits.",
  );
}

function roundsTwice(): KernelError {
  return new KernelError(
    'FUSED_UNAVAILABLE',
    "The 'fused' arithmetic needs a relaxed multiply-add that rounds once. Products whose results tell one rounding from " +
      'two were computed, and this JavaScript engine rounded twice, as engines do on processors without fused multiply-add. ' +
      "Use the 'deterministic' arithmetic, whose results differ in their last bits.",
  );
}

// The compiled module and its instances. An instance is nothing but functions over a memory that the host brings.
import { deterministic } from './generated/deterministic.ts';
import type { KernelExports } from './generated/exports.ts';
import { relaxedPieces } from './generated/relaxed-pieces.ts';
import { KernelError } from './kernel-error.ts';
import { withSharedMemory } from './shared-memory-module.ts';

export type { KernelExports };

/**
 * Which arithmetic a module uses. `deterministic` gives the same bits on every engine; `relaxed` lets the engine
 * fuse multiply and add into one rounding, which is quicker where the engine has it.
 */
export type Arithmetic = 'deterministic' | 'relaxed';

export const arithmetics: readonly Arithmetic[] = ['deterministic', 'relaxed'];

const compiled = new Map<string, WebAssembly.Module>();

function compile(arithmetic: Arithmetic, isShared: boolean): WebAssembly.Module {
  const key = `${arithmetic} ${isShared}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = sourceOf(arithmetic);
  const bytes = isShared ? withSharedMemory(source) : source;
  if (!WebAssembly.validate(bytes)) {
    throw new KernelError(
      'SIMD_MISSING',
      `This JavaScript engine cannot compile the ${arithmetic} training kernels, which need WebAssembly ` +
        `${arithmetic === 'relaxed' ? 'relaxed SIMD (Node 22, Chrome 114 or later)' : 'SIMD (Node 16.4, Chrome 91, Firefox 89, Safari 16.4 or later)'}. ` +
        `Update the engine${arithmetic === 'relaxed' ? " or use the 'deterministic' arithmetic" : ''}.`,
    );
  }
  const module = new WebAssembly.Module(bytes);
  compiled.set(key, module);
  return module;
}

/** The module's bytes. */
export function sourceOf(arithmetic: Arithmetic): Uint8Array<ArrayBuffer> {
  if (arithmetic === 'deterministic') return bytesOf(deterministic);
  // The same code but for some hundred instructions: what is its own, and [start, end] of what it shares.
  const pieces = relaxedPieces.map((piece) =>
    typeof piece === 'string' ? piece : deterministic.slice(...piece),
  );
  return bytesOf(pieces.join(''));
}

function bytesOf(hexadecimal: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, i) =>
    Number.parseInt(hexadecimal.slice(2 * i, 2 * i + 2), 16),
  );
}

/**
 * Instantiates the kernels over `memory`, shared or not. Compiled once, in a few milliseconds, at the first call.
 *
 * @throws KernelError SIMD_MISSING where the engine lacks what the arithmetic needs.
 */
export function instantiate(
  memory: WebAssembly.Memory,
  arithmetic: Arithmetic = 'deterministic',
): KernelExports {
  const instance = new WebAssembly.Instance(compile(arithmetic, isShared(memory)), { env: { memory } });
  // The build checks that the exports are these (scripts/build-wasm.mjs).
  return instance.exports as WebAssembly.Exports & KernelExports;
}

/** Whether several threads can see the memory. */
export function isShared({ buffer }: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && buffer instanceof SharedArrayBuffer;
}

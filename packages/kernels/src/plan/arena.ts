// The memory of one training plan: handed out once, when the plan is made, and never again.
import { KernelError } from '../kernel-error.ts';
import { type Arithmetic, instantiate, type KernelExports } from '../wasm-module.ts';

const PAGE_BYTES = 65536;
const ALIGNMENT = 64;

export interface Arena {
  readonly kernels: KernelExports;
  readonly memory: WebAssembly.Memory;
  /** Address of `bytes` zeroed bytes, 64-byte aligned. @throws KernelError OUT_OF_MEMORY */
  allocate(bytes: number): number;
  /** Address of a record of 32-bit integers. */
  record(values: readonly number[]): number;
  /** Asks for scratch memory; the largest wish counts. */
  wishScratch(bytes: number): void;
  /** Address of the scratch memory; allocates it at the first call, after all wishes. */
  scratch(): number;
  /** Bytes handed out so far. */
  used(): number;
}

export function createArena(arithmetic: Arithmetic): Arena {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  const kernels = instantiate(memory, arithmetic);
  let next = ALIGNMENT;
  let scratchBytes = 0;
  let scratchAddress = 0;
  const arena: Arena = {
    kernels,
    memory,
    allocate: (bytes) => {
      const address = next;
      next = Math.ceil((next + bytes) / ALIGNMENT) * ALIGNMENT;
      grow(memory, next);
      return address;
    },
    record: (values) => {
      const address = arena.allocate(values.length * 4);
      new Int32Array(memory.buffer, address, values.length).set(values);
      return address;
    },
    wishScratch: (bytes) => {
      scratchBytes = Math.max(scratchBytes, bytes);
    },
    scratch: () => {
      if (!scratchAddress) scratchAddress = arena.allocate(scratchBytes);
      return scratchAddress;
    },
    used: () => next,
  };
  return arena;
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing <= 0) return;
  try {
    memory.grow(Math.ceil(missing / PAGE_BYTES));
  } catch (cause) {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new KernelError(
      'OUT_OF_MEMORY',
      `The training plan needs more than ${mebibytes} MiB of WebAssembly memory, which the engine does not give. Use a smaller micro-batch or a smaller model.`,
      { cause },
    );
  }
}

// The memory of training plans: handed out while a plan is made, and never taken back. Several plans, in several threads,
// may hand out pieces of one shared memory: each asks for pages of its own.
import { KernelError } from '../../kernel-error.ts';
import { type Arithmetic, instantiate, type KernelExports } from '../../wasm/wasm-module.ts';

const PAGE_BYTES = 65536;
const ALIGNMENT = 64;
/** Pages asked for at a time, so that small pieces share them. */
const LEAST_PAGES = 4;

export interface Arena {
  readonly kernels: KernelExports;
  readonly memory: WebAssembly.Memory;
  /** Address of `bytes` zeroed bytes, 64-byte aligned; never 0. @throws KernelError OUT_OF_MEMORY */
  allocate(bytes: number): number;
  /** Address of a record of 32-bit integers. */
  record(values: readonly number[]): number;
  /** Asks for scratch memory; the largest request counts. */
  reserveScratch(bytes: number): void;
  /** Address of the scratch memory; allocates it at the first call, after all requests. */
  scratch(): number;
  /** Bytes of the pages asked for. */
  used(): number;
}

/** An arena in a memory; pieces of it that others handed out stay theirs. */
export function createArena({
  memory,
  arithmetic,
}: {
  memory: WebAssembly.Memory;
  arithmetic: Arithmetic;
}): Arena {
  return arenaOf({
    memory,
    kernels: instantiate(memory, arithmetic),
    takePages: (pages) => takePages(memory, pages),
  });
}

/** An arena that only counts: its addresses lead nowhere, its records alone are real. */
export function createCountingArena(arithmetic: Arithmetic): Arena {
  const memory = new WebAssembly.Memory({ initial: 1 });
  let records = ALIGNMENT;
  let pages = 0;
  const arena = arenaOf({
    memory,
    kernels: instantiate(memory, arithmetic),
    takePages: (count) => {
      pages += count;
      return pages - count;
    },
  });
  return {
    ...arena,
    record: (values) => {
      const address = records;
      records += values.length * 4;
      if (records > memory.buffer.byteLength) memory.grow(1);
      new Int32Array(memory.buffer, address, values.length).set(values);
      arena.allocate(values.length * 4);
      return address;
    },
  };
}

interface Pages extends Pick<Arena, 'memory' | 'kernels'> {
  /** Number of the first of so many new pages in a row. */
  takePages(count: number): number;
}

function arenaOf({ memory, kernels, takePages }: Pages): Arena {
  let next = 0;
  let end = 0;
  let used = 0;
  let scratchBytes = 0;
  let scratchAddress = 0;
  const arena: Arena = {
    kernels,
    memory,
    allocate: (bytes) => {
      const size = Math.max(Math.ceil(bytes / ALIGNMENT), 1) * ALIGNMENT;
      if (next + size > end) {
        const pages = Math.max(Math.ceil(size / PAGE_BYTES), LEAST_PAGES);
        next = takePages(pages) * PAGE_BYTES;
        end = next + pages * PAGE_BYTES;
        used += pages * PAGE_BYTES;
      }
      const address = next;
      next += size;
      return address;
    },
    record: (values) => {
      const address = arena.allocate(values.length * 4);
      new Int32Array(memory.buffer, address, values.length).set(values);
      return address;
    },
    reserveScratch: (bytes) => {
      scratchBytes = Math.max(scratchBytes, bytes);
    },
    scratch: () => {
      if (!scratchAddress) scratchAddress = arena.allocate(scratchBytes);
      return scratchAddress;
    },
    used: () => used,
  };
  return arena;
}

// Growing is atomic where threads share a memory, so nobody else gets the same pages.
function takePages(memory: WebAssembly.Memory, count: number): number {
  try {
    return memory.grow(count);
  } catch (cause) {
    const mebibytes = Math.ceil((memory.buffer.byteLength + count * PAGE_BYTES) / 2 ** 20);
    throw new KernelError(
      'OUT_OF_MEMORY',
      `The training plan needs more than ${mebibytes} MiB of WebAssembly memory, which the engine does not give. Use a smaller batch, fewer workers or a smaller model.`,
      { cause },
    );
  }
}

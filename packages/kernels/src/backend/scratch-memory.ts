// Memory that a kernel needs while it runs, kept from one call to the next. Where it comes from: heap.ts.

const CACHE_LINE = 64;

/** Length of the place that `recordAt` writes to. */
export const RECORD_BYTES = 256;

/** Writes 32-bit integers to `address` and gives it back. */
export function recordAt(address: number, memory: WebAssembly.Memory): (values: readonly number[]) => number {
  const view = () => new Int32Array(memory.buffer, address, RECORD_BYTES / 4);
  let record = view();
  return (values) => {
    // Memory that grew has left the view behind, with no length, unless it is shared.
    if (record.length === 0) record = view();
    // Of a few numbers quicker than `set`.
    for (let i = 0; i < values.length; i++) record[i] = values[i];
    return address;
  };
}

/** The same memory again at every call, and more where more is asked for; from a cache line on. */
export function growingScratch(allocate: (bytes: number) => number, free: (address: number) => void) {
  let address = 0;
  let size = 0;
  return (bytes: number): number => {
    if (bytes > size) {
      if (address) free(address);
      // Forgotten first: should allocating fail, nothing is freed twice.
      address = size = 0;
      address = allocate(bytes + CACHE_LINE - 1);
      size = bytes;
    }
    // The allocator aligns to no more than 8 bytes.
    return Math.ceil(address / CACHE_LINE) * CACHE_LINE;
  };
}

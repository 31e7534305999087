// Memory for data sets: shared if possible, so that workers need no copy.

/**
 * Allocates `bytes` zeroed bytes in a SharedArrayBuffer if there is one (Node; cross-origin isolated pages), otherwise
 * in an ArrayBuffer.
 */
export function allocate(bytes: number): Uint8Array {
  return typeof SharedArrayBuffer === 'function'
    ? new Uint8Array(new SharedArrayBuffer(bytes))
    : new Uint8Array(bytes);
}

/** Returns `given` if it has `bytes` bytes, otherwise new memory. */
export function memoryFor(bytes: number, given?: Uint8Array): Uint8Array {
  return given?.length === bytes ? given : allocate(bytes);
}

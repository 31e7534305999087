// Where the bytes of a data set live: shared memory where the platform allows it, so that workers need no copy.

/**
 * `bytes` zeroed bytes, in a SharedArrayBuffer where there is one (Node; browsers on pages that are
 * cross-origin isolated), otherwise in an ArrayBuffer.
 */
export function allocate(bytes: number): Uint8Array {
  return typeof SharedArrayBuffer === 'function'
    ? new Uint8Array(new SharedArrayBuffer(bytes))
    : new Uint8Array(bytes);
}

/** `given` if it is there and has `bytes` bytes, otherwise fresh memory. */
export function memoryFor(bytes: number, given?: Uint8Array): Uint8Array {
  return given?.length === bytes ? given : allocate(bytes);
}

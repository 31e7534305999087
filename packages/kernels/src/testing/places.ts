// For tests of the module's own functions: records, floats and scratch memory in a WebAssembly memory.

/** Places one after the other, each on a cache line of its own. */
export function createPlaces(memory: WebAssembly.Memory) {
  let next = 1024;
  const take = (bytes: number) => {
    const at = next;
    next += Math.ceil(bytes / 64) * 64;
    return at;
  };
  return {
    record: (values: readonly number[]) => {
      const at = take(values.length * 4);
      new Int32Array(memory.buffer, at).set(values);
      return at;
    },
    floats: (count: number, value: (index: number) => number = () => 7) => {
      const at = take(count * 4);
      const view = new Float32Array(memory.buffer, at, count);
      for (let i = 0; i < count; i++) view[i] = value(i);
      return { at, view };
    },
    scratch: take,
  };
}

/** To compare zeros with their signs, and what is not a number. */
export const bitsOf = ({ buffer, byteOffset, byteLength }: Float32Array<ArrayBuffer>) =>
  Buffer.from(buffer, byteOffset, byteLength);

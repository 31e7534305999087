// What a kernel says when there is no memory left for it.
import { KernelError } from '../kernel-error.ts';

/** OUT_OF_MEMORY: so many bytes were asked for of a memory, and what its allocator threw, if it did. */
export function outOfMemory(bytes: number, memory: WebAssembly.Memory, cause: unknown): KernelError {
  const megabytes = (count: number) => `${(count / 2 ** 20).toFixed(1)} MiB`;
  return new KernelError(
    'OUT_OF_MEMORY',
    `The memory of the 'wasm' backend is full: ${megabytes(bytes)} more were asked for, it holds ` +
      `${megabytes(memory.buffer.byteLength)}. Use a smaller batch, or dispose tensors that are no longer needed.`,
    { cause },
  );
}

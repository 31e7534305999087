import { expect, test } from 'vitest';
import { withSharedMemory } from './shared-memory-module.ts';

// (module (import "env" "memory" (memory 0)) (func (export "f") (result i32) i32.const 4 i32.load))
const bytes = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7f],
  ...[2, 15, 1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 0, 0],
  ...[3, 2, 1, 0],
  ...[7, 5, 1, 1, 102, 0, 0],
  ...[10, 9, 1, 7, 0, 0x41, 4, 0x28, 2, 0, 0x0b],
]);

test('the module works in shared memory, and in shared memory alone', () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
  new Int32Array(memory.buffer)[1] = 101;
  const module = new WebAssembly.Module(withSharedMemory(bytes));
  const { f } = new WebAssembly.Instance(module, { env: { memory } }).exports as { f: () => number };
  expect(f()).toBe(101);
  const plain = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  expect(() => new WebAssembly.Instance(module, { env: { memory: plain } })).toThrow(WebAssembly.LinkError);
  expect(() => new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })).toThrow(
    WebAssembly.LinkError,
  );
});

test('a module without a memory to import is refused', () => {
  expect(() => withSharedMemory(bytes.subarray(0, 8))).toThrow('no section 2');
});

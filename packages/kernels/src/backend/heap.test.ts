// Whether tfjs-backend-wasm still keeps its tensors where heap.ts looks for them: fails first when a release moves them.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import {
  backend,
  engine,
  findBackend,
  KernelBackend,
  max,
  setBackend,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { KernelError } from '../kernel-error.ts';
import { heapOf } from './heap.ts';

beforeAll(() => setBackend('wasm'));

describe("the heap of the 'wasm' backend", () => {
  it('finds the numbers that tfjs put into a tensor', () => {
    tidy(() => {
      const heap = heapOf(backend());
      const known = tensor([1.5, -2, 3], [3]);
      expect([...heap.floats(known)]).toEqual([1.5, -2, 3]);
      expect(heap.address(known)).toBe(heap.floats(known).byteOffset);
    });
  });

  it('makes tensors that tfjs reads', () => {
    const heap = heapOf(backend());
    const made = heap.output([2, 2]);
    heap.floats(made).set([1, 2, 3, 4]);
    const seen = engine().makeTensorFromTensorInfo(made);
    expect([...seen.dataSync()]).toEqual([1, 2, 3, 4]);
    seen.dispose();
  });

  it('casts between types, and gives the memory back', () => {
    const heap = heapOf(backend());
    const before = backend().numDataIds();
    const floats = heap.output([3]);
    heap.floats(floats).set([1.75, -2.5, 0]);
    const integers = heap.cast(floats, 'int32');
    const again = heap.cast(integers, 'float32');
    expect([...heap.floats(again)]).toEqual([1, -2, 0]);
    for (const made of [floats, integers, again]) heap.release(made);
    expect(backend().numDataIds()).toBe(before);
  });

  it('finds everything again after the memory has grown', () => {
    tidy(() => {
      const heap = heapOf(backend());
      const known = tensor([1.5, -2, 3], [3]);
      const before = heap.floats(known).buffer.byteLength;
      const large = heap.output([before / 4]);
      expect(heap.floats(large).buffer.byteLength).toBeGreaterThan(before);
      heap.fill(large, 7);
      const seen = engine().makeTensorFromTensorInfo(large);
      expect(max(seen).dataSync()[0]).toBe(7);
      expect([...heap.floats(known)]).toEqual([1.5, -2, 3]);
      expect(new Int32Array(heap.floats(known).buffer, heap.record([4, 5]), 2)[1]).toBe(5);
    });
  });

  it('keeps scratch memory until more is asked for, aligned to cache lines', () => {
    const heap = heapOf(backend());
    const address = heap.scratch(1000);
    expect(heap.scratch(10)).toBe(address);
    for (const bytes of [2 ** 20 + 1, 2 ** 21 + 5, 2 ** 22 + 9]) expect(heap.scratch(bytes) % 64).toBe(0);
  });

  it('is one for each backend and arithmetic', () => {
    expect(heapOf(backend())).toBe(heapOf(backend()));
  });
});

describe('a backend that is built otherwise', () => {
  const asm = { memory: new WebAssembly.Memory({ initial: 1 }), register_tensor: () => undefined };
  const wasm = {
    asm,
    _malloc: () => 0,
    _free: () => undefined,
  };
  const whole = {
    wasm,
    dataIdMap: Object.assign(new Map(), { data: new Map() }),
    dataIdNextNumber: 1,
    disposeData: () => true,
  };
  const broken: [string, object][] = [
    ['nothing', {}],
    ['no module', { ...whole, wasm: undefined }],
    ['no memory', { ...whole, wasm: { ...wasm, asm: { ...asm, memory: undefined } } }],
    [
      'threads without a memory',
      { ...whole, wasm: { ...wasm, asm: { ...asm, memory: undefined }, PThread: {} } },
    ],
    ['memory of another kind', { ...whole, wasm: { ...wasm, asm: { ...asm, memory: new ArrayBuffer(8) } } }],
    ['no register_tensor', { ...whole, wasm: { ...wasm, asm: { ...asm, register_tensor: undefined } } }],
    ['no _malloc', { ...whole, wasm: { ...wasm, _malloc: undefined } }],
    ['no _free', { ...whole, wasm: { ...wasm, _free: undefined } }],
    ['no table of tensors', { ...whole, dataIdMap: undefined }],
    ['a table without numbers', { ...whole, dataIdNextNumber: undefined }],
    ['a table of another kind', { ...whole, dataIdMap: new Map() }],
    ['no disposeData', { ...whole, disposeData: undefined }],
  ];

  it.each(broken)('is refused: %s', (_, fake) => {
    expect(() => heapOf(fake)).toThrowError(expect.objectContaining({ code: 'BACKEND_INTERNALS' }));
  });

  it('is refused: the cpu backend', async () => {
    await setBackend('cpu');
    const cpu = findBackend('cpu');
    await setBackend('wasm');
    expect(() => heapOf(cpu)).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: The 'wasm' backend does not have the memory, allocator and tensor table that the training kernels build upon (wasm.asm.memory, wasm.asm.register_tensor, wasm._malloc, wasm._free, dataIdMap.data, dataIdNextNumber, disposeData, move). Use @tensorflow/tfjs-backend-wasm 4.22.]`,
    );
    expect(() => heapOf(cpu)).toThrow(KernelError);
  });

  it('is refused when its allocator has nothing left', () => {
    const full = Object.assign(new KernelBackend(), whole);
    expect(() => heapOf(full)).toThrowError(expect.objectContaining({ code: 'OUT_OF_MEMORY' }));
  });
});

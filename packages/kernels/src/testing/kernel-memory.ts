// For tests: the compiled kernels over a memory of their own, without tfjs and without a graph.
import { instantiate, type KernelExports } from '../wasm/wasm-module.ts';

export interface KernelMemory {
  readonly kernels: KernelExports;
  /** Address of these floats. */
  floats(values: ArrayLike<number>): number;
  /** Address of these 32-bit integers. */
  integers(values: ArrayLike<number>): number;
  /** Address of so many doubles, all zero. */
  doubles(count: number): number;
  readFloats(address: number, count: number): number[];
  readDoubles(address: number, count: number): number[];
}

// Between pieces, so that a kernel that writes outside its own is found out when the piece is read.
const GUARD = 12345;
const GUARD_WORDS = 8;

export function kernelMemory(pages = 64): KernelMemory {
  const memory = new WebAssembly.Memory({ initial: pages });
  const { buffer } = memory;
  const [floats, integers, doubles] = [
    new Float32Array(buffer),
    new Int32Array(buffer),
    new Float64Array(buffer),
  ];
  const ends = new Map<number, number>();
  integers.fill(GUARD);
  let next = GUARD_WORDS * 4;
  const take = (bytes: number) => {
    const address = next;
    ends.set(address, address + bytes);
    next = Math.ceil((next + bytes) / 8) * 8 + GUARD_WORDS * 4;
    if (next > memory.buffer.byteLength) throw new Error(`${pages} pages are too few for this test`);
    return address;
  };
  const check = (address: number) => {
    const end = ends.get(address);
    if (end === undefined) return;
    const around = [
      ...integers.slice(address / 4 - GUARD_WORDS, address / 4),
      ...integers.slice(end / 4, end / 4 + GUARD_WORDS),
    ];
    if (around.some((word) => word !== GUARD))
      throw new Error(`a kernel wrote outside the piece at ${address}`);
  };
  const put = (view: Float32Array | Int32Array | Float64Array, values: ArrayLike<number>) => {
    const address = take(values.length * view.BYTES_PER_ELEMENT);
    view.set(values, address / view.BYTES_PER_ELEMENT);
    return address;
  };
  const read = (view: Float32Array | Float64Array, address: number, count: number) => {
    check(address);
    const first = address / view.BYTES_PER_ELEMENT;
    return [...view.subarray(first, first + count)];
  };
  return {
    kernels: instantiate(memory),
    floats: (values) => put(floats, values),
    integers: (values) => put(integers, values),
    doubles: (count) => put(doubles, Array(count).fill(0)),
    readFloats: (address, count) => read(floats, address, count),
    readDoubles: (address, count) => read(doubles, address, count),
  };
}

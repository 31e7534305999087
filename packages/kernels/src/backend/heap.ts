// A 'wasm' backend's memory as the kernels work in it: their tensors, their scratch memory, casts. How the backend keeps its
// tensors: wasm-backend.ts.
import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { KernelError } from '../kernel-error.ts';
import { type Arithmetic, instantiate, type KernelExports } from '../wasm/wasm-module.ts';
import { allocate, type BackendMemory, backendMemoryOf, type Tensors, tensorsOf } from './wasm-backend.ts';

/** A backend's memory as the kernels see it. Addresses are byte offsets; they stay, while views do not. */
export interface Heap extends Tensors {
  /** The compiled functions over this memory. */
  readonly kernels: KernelExports;
  /** Memory for the duration of one kernel, `bytes` long, from a cache line on; the next call hands out the same again. */
  scratch(bytes: number): number;
  /** Writes 32-bit integers into a small place of their own and gives its address; good until the next call. */
  record(values: readonly number[]): number;
  /** A fresh view on a tensor's floats; do not keep it: growing memory detaches it. */
  floats(tensor: TensorInfo): Float32Array;
  /** A tensor over the same memory, which stays until both are disposed. */
  share(tensor: TensorInfo, shape?: readonly number[]): TensorInfo;
  /** Sets every number of a tensor that output() made. */
  fill(tensor: TensorInfo, value: number): void;
  /**
   * A new tensor with the same numbers as another type holds them: JavaScript's typed arrays decide what it drops.
   * @throws KernelError UNSUPPORTED, OUT_OF_MEMORY
   */
  cast(tensor: TensorInfo, dtype: DataType): TensorInfo;
  /** A new tensor of truth values: 0 where the number is 0, and 1 elsewhere. @throws KernelError UNSUPPORTED, OUT_OF_MEMORY */
  truths(tensor: TensorInfo): TensorInfo;
  /** Gives back the memory of a tensor that output() or cast() made and nobody else has seen. */
  release(tensor: TensorInfo): void;
}

const heaps: Record<Arithmetic, WeakMap<object, Heap>> = {
  deterministic: new WeakMap(),
  fused: new WeakMap(),
};

/** The heap of a 'wasm' backend; made at the first call. @throws KernelError BACKEND_INTERNALS, TFJS_TWICE, UNSUPPORTED, FUSED_UNAVAILABLE */
export function heapOf(backend: object, arithmetic: Arithmetic = 'deterministic'): Heap {
  const made = heaps[arithmetic].get(backend);
  if (made) return made;
  const heap = makeHeap(backend, arithmetic);
  heaps[arithmetic].set(backend, heap);
  return heap;
}

function makeHeap(instance: object, arithmetic: Arithmetic): Heap {
  const backendMemory = backendMemoryOf(instance);
  const { backend, memory } = backendMemory;
  const kernels = instantiate(memory, arithmetic);
  const tensors = tensorsOf(backendMemory);
  const { address } = tensors;
  return {
    kernels,
    ...tensors,
    ...castsOf(backendMemory, kernels, tensors),
    scratch: growingScratch(
      (bytes) => allocate(backendMemory, bytes),
      (address) => backend.wasm._free(address),
    ),
    record: recordAt(allocate(backendMemory, RECORD_BYTES), memory),
    floats: (tensor) => new Float32Array(memory.buffer, address(tensor), util.sizeFromShape(tensor.shape)),
    share: ({ dataId, dtype, shape }, otherShape = shape) => {
      backend.incRef(dataId);
      return { dataId, dtype, shape: [...otherShape] };
    },
    fill: (tensor, value) => {
      numbersOf(backendMemory, tensor).fill(value);
    },
    release: (tensor) => {
      backend.disposeData(tensor.dataId);
    },
  };
}

function castsOf(
  backendMemory: BackendMemory,
  kernels: KernelExports,
  { address, output }: Tensors,
): Pick<Heap, 'cast' | 'truths'> {
  return {
    cast(tensor, dtype) {
      const result = output(tensor.shape, dtype);
      if (tensor.dtype === 'float32' && dtype === 'int32')
        kernels.floatsToIntegers(address(result), address(tensor), util.sizeFromShape(tensor.shape));
      else if (tensor.dtype === 'int32' && dtype === 'float32')
        kernels.integersToFloats(address(result), address(tensor), util.sizeFromShape(tensor.shape));
      else numbersOf(backendMemory, result).set(numbersOf(backendMemory, tensor));
      return result;
    },
    truths(tensor) {
      const result = output(tensor.shape, 'bool');
      const [numbers, truths] = [numbersOf(backendMemory, tensor), numbersOf(backendMemory, result)];
      // Of a callback for each number this would take a hundred times as long.
      for (let i = 0; i < numbers.length; i++) truths[i] = numbers[i] !== 0 ? 1 : 0;
      return result;
    },
  };
}

function numbersOf(
  { backend, memory: { buffer } }: BackendMemory,
  { dataId, dtype, shape }: TensorInfo,
): Float32Array | Int32Array | Uint8Array {
  const address = backend.dataIdMap.get(dataId).memoryOffset;
  const size = util.sizeFromShape(shape);
  if (dtype === 'float32') return new Float32Array(buffer, address, size);
  if (dtype === 'int32') return new Int32Array(buffer, address, size);
  if (dtype === 'bool') return new Uint8Array(buffer, address, size);
  throw new KernelError(
    'UNSUPPORTED',
    `The training kernels compute with float32, int32 and bool tensors, received ${dtype}. Cast it to float32.`,
  );
}

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

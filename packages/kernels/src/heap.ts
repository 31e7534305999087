// The one file that knows how tfjs-backend-wasm keeps its tensors: where their bytes are, how an output is made,
// where scratch memory comes from. If a release of tfjs moves these, the checks here say so.
import { type DataType, type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { KernelError } from './kernel-error.ts';
import { outOfMemory } from './out-of-memory.ts';
import { growingScratch, RECORD_BYTES, recordAt } from './scratch-memory.ts';
import { checkBackendCopy } from './tfjs-copies.ts';
import { type Arithmetic, instantiate, type KernelExports } from './wasm-module.ts';

/** A backend's memory as the kernels see it. Addresses are byte offsets; they stay, while views do not. */
export interface Heap {
  /** The compiled functions over this memory. */
  readonly kernels: KernelExports;
  /** Address of a tensor's first element. */
  address(tensor: TensorInfo): number;
  /** A new tensor, its memory not set; it keeps `shape` itself. @throws KernelError OUT_OF_MEMORY */
  output(shape: readonly number[], dtype?: DataType): TensorInfo;
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

interface WasmBackend extends KernelBackend {
  wasm: {
    /** Where the build makes its memory itself: on the page, for its threads to share. */
    wasmMemory?: WebAssembly.Memory;
    asm: { memory?: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: DataType, memoryOffset: number): TensorInfo;
  disposeData(dataId: object): boolean;
}

/** A backend whose memory the kernels can work in. */
interface Site {
  readonly backend: WasmBackend;
  readonly memory: WebAssembly.Memory;
}

function siteOf(backend: object): Site {
  const memory = memoryOf((backend as Partial<WasmBackend>).wasm);
  if (memory instanceof WebAssembly.Memory && isWasmBackend(backend)) {
    checkBackendCopy(backend);
    return { backend, memory };
  }
  throw new KernelError(
    'BACKEND_INTERNALS',
    "The 'wasm' backend does not have the memory, allocator and tensor table that the training kernels build upon " +
      '(wasm.asm.memory, wasm._malloc, wasm._free, dataIdMap, makeOutput, disposeData). Use @tensorflow/tfjs-backend-wasm 4.22.',
  );
}

// The threaded build, which tfjs takes on pages that are cross-origin isolated, imports its memory; the others export it.
function memoryOf(wasm: Partial<WasmBackend['wasm']> | undefined): WebAssembly.Memory | undefined {
  return wasm?.wasmMemory ?? wasm?.asm?.memory;
}

function isWasmBackend(backend: object): backend is WasmBackend {
  const { wasm, dataIdMap, makeOutput, disposeData } = backend as Partial<WasmBackend>;
  return [wasm?._malloc, wasm?._free, dataIdMap?.get, makeOutput, disposeData].every(
    (f) => typeof f === 'function',
  );
}

const ADDRESSES = 2 ** 32;
const heaps: Record<Arithmetic, WeakMap<object, Heap>> = {
  deterministic: new WeakMap(),
  relaxed: new WeakMap(),
};

/** The heap of a 'wasm' backend; made at the first call. @throws KernelError BACKEND_INTERNALS, TFJS_TWICE, UNSUPPORTED */
export function heapOf(backend: object, arithmetic: Arithmetic = 'deterministic'): Heap {
  const made = heaps[arithmetic].get(backend);
  if (made) return made;
  const heap = makeHeap(backend, arithmetic);
  heaps[arithmetic].set(backend, heap);
  return heap;
}

function makeHeap(instance: object, arithmetic: Arithmetic): Heap {
  const site = siteOf(instance);
  const { backend, memory } = site;
  const kernels = instantiate(memory, arithmetic);
  const tensors = tensorsOf(site);
  const { address } = tensors;
  return {
    kernels,
    ...tensors,
    ...castsOf(site, kernels, tensors),
    scratch: growingScratch(
      (bytes) => allocate(site, bytes),
      (address) => backend.wasm._free(address),
    ),
    record: recordAt(allocate(site, RECORD_BYTES), memory),
    floats: (tensor) => new Float32Array(memory.buffer, address(tensor), util.sizeFromShape(tensor.shape)),
    share: ({ dataId, dtype, shape }, otherShape = shape) => {
      backend.incRef(dataId);
      return { dataId, dtype, shape: [...otherShape] };
    },
    fill: (tensor, value) => {
      numbersOf(site, tensor).fill(value);
    },
    release: (tensor) => {
      backend.disposeData(tensor.dataId);
    },
  };
}

type Tensors = Pick<Heap, 'address' | 'output'>;

function tensorsOf(site: Site): Tensors {
  const { backend } = site;
  // An output's address is asked for right after, and a look into tfjs' table is one into two hash tables.
  let newest: object | undefined;
  let newestAddress = 0;
  return {
    address: ({ dataId }) => (dataId === newest ? newestAddress : backend.dataIdMap.get(dataId).memoryOffset),
    output(shape, dtype = 'float32') {
      let bytes = util.bytesPerElement(dtype);
      for (let axis = 0; axis < shape.length; axis++) bytes *= shape[axis];
      newestAddress = allocate(site, bytes);
      const tensor = backend.makeOutput(shape as number[], dtype, newestAddress);
      newest = tensor.dataId;
      return tensor;
    },
  };
}

function castsOf(
  site: Site,
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
      else numbersOf(site, result).set(numbersOf(site, tensor));
      return result;
    },
    truths(tensor) {
      const result = output(tensor.shape, 'bool');
      numbersOf(site, result).set(Uint8Array.from(numbersOf(site, tensor), (x) => +(x !== 0)));
      return result;
    },
  };
}

function numbersOf(
  { backend, memory: { buffer } }: Site,
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

// Where the heap cannot grow, tfjs' allocator gives address 0 or aborts with a bare `Aborted()`.
function allocate({ backend, memory }: Site, bytes: number): number {
  // The allocator takes the number of bytes modulo 2^32, and would hand out too little.
  if (bytes >= ADDRESSES) throw outOfMemory(bytes, memory, undefined);
  let address = 0;
  try {
    // Addresses above 2 GiB come out as negative numbers.
    address = backend.wasm._malloc(bytes) >>> 0;
  } catch (cause) {
    throw outOfMemory(bytes, memory, cause);
  }
  if (address === 0) throw outOfMemory(bytes, memory, undefined);
  return address;
}

// The one file that knows how tfjs-backend-wasm keeps its tensors: where their bytes are, how one is made, where its
// allocator is. If a release of tfjs moves these, the checks here say so.
import { type DataType, type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { KernelError } from '../kernel-error.ts';
import { checkBackendCopy } from './tfjs-copies.ts';

interface WasmBackend extends KernelBackend {
  wasm: {
    /** Where the build makes its memory itself: on the page, for its threads to share. */
    wasmMemory?: WebAssembly.Memory;
    asm: {
      memory?: WebAssembly.Memory;
      /** Tells the backend's own kernels where the tensor of that number is, and how many numbers it has. */
      register_tensor(id: number, size: number, address: number): void;
    };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  /** Fetches what another backend has; `data` gives what is here. */
  dataIdMap: {
    readonly data: { get(dataId: object): TensorData | undefined };
    get(dataId: object): TensorData;
    set(dataId: object, data: TensorData): void;
  };
  dataIdNextNumber: number;
  disposeData(dataId: object): boolean;
}

interface TensorData {
  readonly id: number;
  readonly memoryOffset: number;
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly refCount: number;
}

/** A backend whose memory the kernels can work in. */
export interface BackendMemory {
  readonly backend: WasmBackend;
  readonly memory: WebAssembly.Memory;
}

/** @throws KernelError BACKEND_INTERNALS, TFJS_TWICE */
export function backendMemoryOf(backend: object): BackendMemory {
  const memory = memoryOf((backend as Partial<WasmBackend>).wasm);
  if (memory instanceof WebAssembly.Memory && isWasmBackend(backend)) {
    checkBackendCopy(backend);
    const backendMemory = { backend, memory };
    guardAllocator(backendMemory);
    guardUploads(backendMemory);
    return backendMemory;
  }
  throw new KernelError(
    'BACKEND_INTERNALS',
    "The 'wasm' backend does not have the memory, allocator and tensor table that the training kernels build upon " +
      '(wasm.asm.memory, wasm.asm.register_tensor, wasm._malloc, wasm._free, dataIdMap.data, dataIdNextNumber, disposeData, move). ' +
      'Use @tensorflow/tfjs-backend-wasm 4.22.',
  );
}

// The threaded build, which tfjs takes on pages that are cross-origin isolated, imports its memory; the others export it.
function memoryOf(wasm: Partial<WasmBackend['wasm']> | undefined): WebAssembly.Memory | undefined {
  return wasm?.wasmMemory ?? wasm?.asm?.memory;
}

function isWasmBackend(backend: object): backend is WasmBackend {
  const { wasm, dataIdMap, dataIdNextNumber, disposeData, move } = backend as Partial<WasmBackend>;
  const { _malloc, _free, asm } = wasm ?? {};
  const functions = [
    _malloc,
    _free,
    asm?.register_tensor,
    dataIdMap?.get,
    dataIdMap?.set,
    dataIdMap?.data?.get,
    disposeData,
    move,
  ];
  return typeof dataIdNextNumber === 'number' && functions.every((f) => typeof f === 'function');
}

/** How tensors are found and made. */
export interface Tensors {
  /** Address of a tensor's first element. */
  address(tensor: TensorInfo): number;
  /** A new tensor, its memory not set; it keeps `shape` itself. @throws KernelError OUT_OF_MEMORY */
  output(shape: readonly number[], dtype?: DataType): TensorInfo;
}

export function tensorsOf(backendMemory: BackendMemory): Tensors {
  const { backend } = backendMemory;
  const { register_tensor: register } = backend.wasm.asm;
  const { data: table } = backend.dataIdMap;
  return {
    address({ dataId }) {
      // Half the time of dataIdMap.get(), which looks twice.
      const { memoryOffset } = table.get(dataId) ?? backend.dataIdMap.get(dataId);
      return memoryOffset;
    },
    // What the backend's makeOutput() does. That one calls a compiled function through a wrapper, which is a twentieth
    // of the time that a kernel takes for a single number.
    output(shape, dtype = 'float32') {
      const size = util.sizeFromShape(shape as number[]);
      const memoryOffset = allocate(backendMemory, size * util.bytesPerElement(dtype));
      const id = backend.dataIdNextNumber++;
      const dataId = { id };
      backend.dataIdMap.set(dataId, { id, memoryOffset, shape, dtype, refCount: 1 });
      register(id, size, memoryOffset);
      return { dataId, shape: shape as number[], dtype };
    },
  };
}

const ADDRESSES = 2 ** 32;

/** The address of new memory. @throws KernelError OUT_OF_MEMORY */
export function allocate({ backend }: BackendMemory, bytes: number): number {
  return backend.wasm._malloc(bytes);
}

const guarded = new WeakSet<WasmBackend>();

/**
 * Lets the backend's allocator throw OUT_OF_MEMORY, for tfjs' own kernels and uploads as well: they take whatever address
 * they are given, and with 0, which says that there is no memory, would write over its beginning.
 */
function guardAllocator({ backend, memory }: BackendMemory): void {
  if (guarded.has(backend)) return;
  guarded.add(backend);
  const { wasm } = backend;
  // Emscripten's stub puts the function itself in its own place at the first call.
  wasm._free(wasm._malloc(1));
  const allocator = wasm._malloc;
  wasm._malloc = (bytes) => {
    // The allocator takes the number of bytes modulo 2^32, and would hand out too little.
    if (bytes >= ADDRESSES) throw outOfMemory(bytes, memory, undefined);
    // Where the memory cannot grow, tfjs' allocator gives address 0 or aborts with a bare `Aborted()`.
    let address = 0;
    try {
      // Addresses above 2 GiB come out as negative numbers.
      address = allocator(bytes) >>> 0;
    } catch (cause) {
      throw outOfMemory(bytes, memory, cause);
    }
    if (address === 0) throw outOfMemory(bytes, memory, undefined);
    return address;
  };
}

/**
 * Fills up what is shorter than its shape, as the cpu backend reads it: floats with NaN, others with 0. tfjs makes an array of
 * no numbers of a list that holds a tensor, which `tf.add([x], y)` and decoders of tfjs-layers pass where they mean the tensor.
 */
function guardUploads({ backend }: BackendMemory): void {
  if (Object.hasOwn(backend, 'move')) return;
  const move = backend.move.bind(backend);
  backend.move = (dataId, values, shape, dtype, refCount) => {
    const size = util.sizeFromShape(shape);
    const isShort = ArrayBuffer.isView(values) && values.length < size;
    if (!isShort) return move(dataId, values, shape, dtype, refCount);
    const long = util.getTypedArrayFromDType(dtype as 'float32', size);
    if (dtype === 'float32') long.fill(Number.NaN);
    long.set(values);
    move(dataId, long, shape, dtype, refCount);
  };
}

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

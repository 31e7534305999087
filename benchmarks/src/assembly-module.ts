// Compiles assembly/ when a benchmark starts: benchmarks are no product, and need no build of their own.
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { BenchmarkError } from './benchmark-error.ts';

/** The workspace: the bare loops are those of the kernels' own tile. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = 4096;
/** The first bytes are the module's own. */
const firstAddress = 65536;

/** C[m,n] = A[m,k] B[k,n] over addresses. */
export type ProductFunction = (
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  scratch: number,
) => void;

/** So many tiles of k steps. */
export type BareLoop = (k: number, passes: number, a: number, b: number, c: number) => void;

/** A 3x3 'valid' convolution over addresses. */
export type ConvolutionFunction = (
  count: number,
  size: number,
  channels: number,
  filters: number,
  image: number,
  filter: number,
  output: number,
  scratch: number,
) => void;

export interface AssemblyExports {
  readonly memory: WebAssembly.Memory;
  readonly bareLoop: BareLoop;
  readonly naiveProduct: ProductFunction;
  readonly orderedProduct: ProductFunction;
  readonly vectorProduct: ProductFunction;
  readonly blockedProduct: ProductFunction;
  readonly tiledProduct: ProductFunction;
  readonly packedProduct: ProductFunction;
  readonly naiveConvolution: ConvolutionFunction;
  readonly wholePatchConvolution: ConvolutionFunction;
  readonly stripConvolution: ConvolutionFunction;
}

/** The compiled functions, and places in their memory. */
export interface AssemblyModule {
  readonly functions: AssemblyExports;
  /** Puts floats into memory and gives their address. */
  place(values: Float32Array): number;
  /** What is there. */
  read(address: number, count: number): Float32Array;
  /** An address behind everything placed so far, for what a function needs. */
  rest(): number;
}

/** Compiles and instantiates. @throws BenchmarkError ASSEMBLY_FAILED with the compiler's words */
export async function assemblyModule(): Promise<AssemblyModule> {
  const functions = (await WebAssembly.instantiate(await compiled())).instance
    .exports as WebAssembly.Exports & AssemblyExports;
  let next = firstAddress;
  const floats = (address: number, count: number) =>
    new Float32Array(functions.memory.buffer, address, count);
  return {
    functions,
    place: (values) => {
      const address = next;
      floats(address, values.length).set(values);
      // Cache lines of their own for each.
      next = Math.ceil((address + values.byteLength) / 64) * 64;
      return address;
    },
    read: (address, count) => floats(address, count).slice(),
    rest: () => next,
  };
}

async function compiled(): Promise<Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const flags = [
    '--runtime',
    'stub',
    '-O3',
    '--noAssert',
    '--enable',
    'simd',
    '--initialMemory',
    String(pages),
  ];
  const { error, stderr } = await asc.main(
    ['benchmarks/assembly/index.ts', '--baseDir', root, '--outFile', 'module.wasm', ...flags],
    { writeFile: (name, contents) => void files.set(name, contents as Uint8Array<ArrayBuffer>) },
  );
  const bytes = files.get('module.wasm');
  if (!error && bytes) return bytes;
  throw new BenchmarkError('ASSEMBLY_FAILED', `AssemblyScript: ${error?.message}\n${stderr}`, {
    cause: error,
  });
}

// The two WebAssembly decoders, lodepng and libjpeg-turbo, loaded from the packages that contain them. Both packages
// are optional peers, so they are resolved when the first image is decoded. Used by png.ts and jpeg.ts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DatasetError } from '../error.ts';

/** What every module of the two packages exports. */
interface Memory {
  readonly memory: WebAssembly.Memory;
  malloc(bytes: number): number;
  free(pointer: number): void;
}

/** lodepng: `lodepng_decode32(&pixels, &width, &height, png, bytes)` returns 0 or an error number. */
export interface Lodepng extends Memory {
  lodepng_decode32(pixels: number, width: number, height: number, png: number, bytes: number): number;
}

/** The TurboJPEG interface of libjpeg-turbo. */
export interface TurboJpeg extends Memory {
  tjInitDecompress(): number;
  tjDestroy(handle: number): number;
  /** `(handle, jpeg, bytes, pixels, width, pitch, height, pixelFormat, flags)`; 0, or -1 after an error or a warning. */
  tjDecompress2(...parameters: readonly number[]): number;
}

interface Source {
  readonly name: string;
  readonly file: string;
}

export const LODEPNG: Source = { name: '@cwasm/lodepng', file: '@cwasm/lodepng/lodepng.wasm' };
export const TURBO_JPEG: Source = { name: '@cwasm/jpeg-turbo', file: '@cwasm/jpeg-turbo/jpeg-turbo.wasm' };

/** An instance with more memory than this is discarded, because WebAssembly memory never shrinks. */
const MAX_KEPT_MEMORY = 64 * 2 ** 20;

const modules = new Map<Source, WebAssembly.Module>();
const instances = new Map<Source, WebAssembly.Instance>();

const zero = () => 0;

function abandon(): never {
  throw new Error('the decoder gave up');
}

// What the modules import. libjpeg leaves by longjmp when it cannot continue, which throws here; its warnings to stderr
// are dropped.
const IMPORTS: WebAssembly.Imports = {
  env: { setjmp: zero, longjmp: abandon },
  wasi_snapshot_preview1: {
    environ_sizes_get: zero,
    environ_get: zero,
    proc_exit: abandon,
    fd_close: zero,
    fd_seek: zero,
    fd_write: zero,
  },
};

function load(source: Source): WebAssembly.Module {
  try {
    return new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve(source.file)));
  } catch (cause) {
    throw new DatasetError(
      'UNSUPPORTED',
      `Decoding this image requires the package ${source.name}, which could not be loaded. Run: npm install ${LODEPNG.name} ${TURBO_JPEG.name}`,
      { cause },
    );
  }
}

function instantiate(source: Source): WebAssembly.Instance {
  const compiled = modules.get(source) ?? load(source);
  modules.set(source, compiled);
  const instance = new WebAssembly.Instance(compiled, IMPORTS);
  if (typeof instance.exports._initialize === 'function') instance.exports._initialize();
  return instance;
}

/**
 * Calls `work` with the exports of a module. If it throws, the instance is discarded with everything it holds, so that
 * a damaged image cannot affect the next one.
 *
 * @throws DatasetError `UNSUPPORTED` if the package is not installed; whatever `work` throws.
 */
export function withCodec<Codec extends Memory, Result>(
  source: Source,
  work: (codec: Codec) => Result,
): Result {
  const instance = instances.get(source) ?? instantiate(source);
  instances.delete(source);
  const codec = exportsOf<Codec>(instance);
  const result = work(codec);
  if (codec.memory.buffer.byteLength <= MAX_KEPT_MEMORY) instances.set(source, instance);
  return result;
}

/** Calls `work` with a fresh instance. */
export function withFresh<Codec extends Memory, Result>(
  source: Source,
  work: (codec: Codec) => Result,
): Result {
  return work(exportsOf<Codec>(instantiate(source)));
}

/** The interfaces above describe what these files export. */
function exportsOf<Codec extends Memory>(instance: WebAssembly.Instance): Codec {
  return instance.exports as Codec & WebAssembly.Exports;
}

/** Copies bytes into the memory of the module. */
export function put({ memory, malloc }: Memory, bytes: Uint8Array): number {
  const pointer = allocateIn(malloc, bytes.length);
  new Uint8Array(memory.buffer, pointer, bytes.length).set(bytes);
  return pointer;
}

/** Allocates `bytes` bytes. Throws if the memory of the module cannot grow that far. */
export function allocateIn(malloc: Memory['malloc'], bytes: number): number {
  const pointer = malloc(bytes);
  if (pointer === 0) throw new Error('there is not enough memory');
  return pointer;
}

/** Images with more pixels are refused before memory is allocated for them. */
export const maxMegapixels = 50;

/** Throws an Error if an image has no pixels or too many. */
export function requireDecodableSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Error(`it is ${width}x${height} pixels, and so has none`);
  if (width * height > maxMegapixels * 1e6) {
    throw new Error(`it is ${width}x${height} pixels, more than ${maxMegapixels} megapixels`);
  }
}

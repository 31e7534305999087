// Tiles of several sizes, compiled with plain or with relaxed SIMD, and one of them timed or run.
import asc from 'assemblyscript/asc';
import { BenchmarkError } from '../benchmark-error.ts';
import { multiplyAddSource, type TileSize, tileName, tileSource } from './tile-source.ts';

/** Whether products are rounded before they are added, or relaxed multiply-adds do both. */
export type Rounding = 'plain' | 'fused';

type TileFunction = (
  passes: number,
  k: number,
  a: number,
  aStride: number,
  b: number,
  c: number,
  cStride: number,
) => void;

/** Compiled tiles over a memory of their own. */
export interface TileModule {
  readonly memory: WebAssembly.Memory;
  of(tile: TileSize): TileFunction;
}

const pages = 64;

/** @throws BenchmarkError ASSEMBLY_FAILED with the compiler's words, or where this engine has no relaxed SIMD */
export async function tileModule(tiles: readonly TileSize[], rounding: Rounding): Promise<TileModule> {
  const bytes = await compile(multiplyAddSource + tiles.map(tileSource).join(''), rounding);
  if (!WebAssembly.validate(bytes))
    throw new BenchmarkError('ASSEMBLY_FAILED', 'This engine has no relaxed SIMD. Use Node 22 or later.');
  const { exports } = (await WebAssembly.instantiate(bytes)).instance;
  const functions = exports as WebAssembly.Exports & Record<string, TileFunction>;
  return {
    memory: exports.memory as WebAssembly.Memory,
    of: (tile) => functions[`tile${tileName(tile)}`],
  };
}

async function compile(source: string, rounding: Rounding): Promise<Uint8Array<ArrayBuffer>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const flags = [
    '--runtime',
    'stub',
    '-O3',
    '--noAssert',
    '--initialMemory',
    String(pages),
    '--enable',
    'simd',
  ];
  if (rounding === 'fused') flags.push('--enable', 'relaxed-simd');
  const { error, stderr } = await asc.main(['tiles.ts', ...flags, '--outFile', 'tiles.wasm'], {
    readFile: (name) => (name === 'tiles.ts' ? source : null),
    writeFile: (name, contents) => void files.set(name, contents as Uint8Array<ArrayBuffer>),
    listFiles: () => [],
  });
  const bytes = files.get('tiles.wasm');
  if (!error && bytes) return bytes;
  throw new BenchmarkError('ASSEMBLY_FAILED', `AssemblyScript: ${error?.message}\n${stderr}`, {
    cause: error,
  });
}

// How many operations a second each size of tile does, with plain SIMD and with fused multiply-adds, everything in the
// first-level cache and all in turns.
import type { TileRow } from '../record/benchmark-record.ts';
import { significant } from '../statistics.ts';
import { timeTurns } from '../time-turns.ts';
import { tileModule } from './tile-module.ts';
import { type TileSize, tileName } from './tile-source.ts';

/** Sizes that sixteen registers hold, and some that they do not. */
export const tiles: readonly TileSize[] = [
  ...[4, 5, 6].map((rows) => ({ rows, columns: 8 })),
  ...[3, 4].map((rows) => ({ rows, columns: 12 })),
  ...[6, 8, 12].map((rows) => ({ rows, columns: 4 })),
  ...[2, 3].map((rows) => ({ rows, columns: 16 })),
];

const steps = 384;
/** A multiple of all tiles' rows. */
const rows = 120;
const [a, b, c] = [65536, 327680, 524288];

/** @throws BenchmarkError ASSEMBLY_FAILED where this engine has no relaxed SIMD */
export async function measureTiles(rounds: number): Promise<TileRow[]> {
  const modules = [await tileModule(tiles, 'plain'), await tileModule(tiles, 'fused')];
  const works = tiles.flatMap((tile) =>
    modules.map((module) => {
      const work = module.of(tile);
      return () => work(rows / tile.rows, steps, a, 4 * steps, b, c, 4 * tile.columns);
    }),
  );
  // A turn of less than a time slice of the system: on a busy machine some of them are not interrupted.
  const best = timeTurns(works, { rounds, turnMilliseconds: 1 }).map((times) => Math.min(...times));
  return tiles.map((tile, index) => {
    const rate = (milliseconds: number) =>
      significant((2 * rows * steps * tile.columns) / milliseconds / 1e6);
    const [plain, fused] = [rate(best[2 * index]), rate(best[2 * index + 1])];
    return { tile: tileName(tile), plainGigaflops: plain, fusedGigaflops: fused };
  });
}

// The loop of the matrix product's tile, as AssemblyScript, for a tile of any size. The shipped ones are written by hand:
// packages/kernels/assembly/gemm/tile.ts.

/** How much of C a tile keeps in registers. */
export interface TileSize {
  readonly rows: number;
  /** A multiple of 4. */
  readonly columns: number;
}

/** "6x8". */
export const tileName = ({ rows, columns }: TileSize): string => `${rows}x${columns}`;

/**
 * `tile6x8(passes, k, a, aStride, b, c, cStride)`: so many tiles below one another, C = A B, with A row-major and B a panel of
 * as many columns as a tile. Strides are in bytes. Where the compiler has relaxed SIMD, multiply-adds are relaxed.
 */
export function tileSource(tile: TileSize): string {
  const { rows, columns } = tile;
  const each = (count: number, text: (index: number) => string, separator = ' ') =>
    Array.from({ length: count }, (_, index) => text(index)).join(separator);
  const vectors = columns / 4;
  return `
export function tile${tileName(tile)}(
  passes: i32, k: i32, a: usize, aStride: usize, b: usize, c: usize, cStride: usize,
): void {
  const end = b + <usize>k * ${4 * columns}, toNextTile = ${rows} * aStride - (<usize>k << 2);
  let a0 = a; ${each(rows - 1, (row) => `let a${row + 1} = a${row} + aStride;`)}
  for (let pass = 0; pass < passes; pass++) {
    ${each(rows, (row) => each(vectors, (vector) => `let c${row}_${vector} = f32x4.splat(0);`))}
    let step = b;
    while (step < end) {
      ${each(vectors, (vector) => `const b${vector} = v128.load(step, ${16 * vector});`)}
      let x: v128;
      ${each(
        rows,
        (row) =>
          `x = v128.load_splat<f32>(a${row}); ${each(vectors, (vector) => `c${row}_${vector} = multiplyAdd(c${row}_${vector}, x, b${vector});`)}`,
        '\n      ',
      )}
      ${each(rows, (row) => `a${row} += 4;`)}
      step += ${4 * columns};
    }
    ${each(rows, (row) => `${each(vectors, (vector) => `v128.store(c, c${row}_${vector}, ${16 * vector});`)} c += cStride;`, '\n    ')}
    ${each(rows, (row) => `a${row} += toNextTile;`)}
  }
}
`;
}

/** What the tiles' sources call; once before all of them. */
export const multiplyAddSource = `
// @ts-ignore: decorator
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}
`;

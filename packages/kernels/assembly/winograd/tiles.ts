// The tiles that images are cut into for Winograd's way: 4x4 outputs, and at the right and lower edge of small images
// what is left, so that hardly anything is computed past the edge. Tiles are worked off in blocks. Those of a few images
// are put in such an order - right edge, inner ones, lower edge, corner - that the tiles of a block which have a position
// are neighbours: one product does them all.
import { ConvShape } from '../conv2d/conv-shape';
import { hasPoint } from './transforms';

const OUT: i32 = 4;
/** Tiles in a block: its transforms then stay in the second-level cache. Whole groups of a product's rows in the fused build. */
const BLOCK_TILES: i32 = ASC_FEATURE_RELAXED_SIMD ? 36 : 32;
/** Tiles in a block where the filters themselves exceed that cache: they are then read less often. */
const WIDE_BLOCK_TILES: i32 = ASC_FEATURE_RELAXED_SIMD ? 132 : 128;
/** Filters, one for each pair of channels, up to which they do not. */
const FEW_FILTERS: i32 = 128 * 128;
/** Outputs of a line from which on smaller tiles would spare no more than one in fifteen of its points. */
const LONG: i32 = 17;

/** How a batch is cut, which block of its tiles is worked off, and which tile of that. */
@unmanaged
export class Tiles {
  /** Tiles down and across an image. */
  down: i32;
  across: i32;
  /** Outputs of the last tile down and across: 4, or fewer. */
  lastRows: i32;
  lastColumns: i32;
  /** Images whose tiles are put in order together. */
  together: i32;
  /** Those that the block belongs to: the first, how many, and how many tiles of each kind they have. */
  firstItem: i32;
  items: i32;
  right: i32;
  inner: i32;
  lower: i32;
  corner: i32;
  /** The block: its first tile in their order, and how many. */
  first: i32;
  count: i32;
  /** The tile: its image, its first output, its outputs. */
  item: i32;
  top: i32;
  left: i32;
  rows: i32;
  columns: i32;
  /** Tiles in a whole block. */
  maxTiles: i32;
}

export const TILES_BYTES: usize = 128;

/** Tiles in a whole block. */
export function blockTiles(shape: ConvShape): i32 {
  return shape.inChannels * shape.outChannels > FEW_FILTERS ? WIDE_BLOCK_TILES : BLOCK_TILES;
}

/** The first block; none if `count` is 0. */
export function beginTiles(tiles: Tiles, shape: ConvShape): void {
  tiles.down = (shape.outHeight + OUT - 1) / OUT;
  tiles.across = (shape.outWidth + OUT - 1) / OUT;
  tiles.lastRows = lastOf(shape.outHeight);
  tiles.lastColumns = lastOf(shape.outWidth);
  tiles.maxTiles = blockTiles(shape);
  const isWhole = tiles.lastRows == OUT && tiles.lastColumns == OUT;
  tiles.together = isWhole ? shape.batch : max(1, tiles.maxTiles / (tiles.down * tiles.across));
  tiles.firstItem = -tiles.together;
  tiles.right = tiles.inner = tiles.lower = tiles.corner = tiles.first = tiles.count = 0;
  nextTiles(tiles, shape);
}

/** The next block. */
export function nextTiles(tiles: Tiles, shape: ConvShape): void {
  tiles.first += tiles.count;
  let all = tiles.right + tiles.inner + tiles.lower + tiles.corner;
  if (tiles.first == all) {
    tiles.firstItem += tiles.together;
    tiles.first = 0;
    const items = max(0, min(tiles.together, shape.batch - tiles.firstItem));
    tiles.items = items;
    const edgeRows = i32(tiles.lastRows < OUT), edgeColumns = i32(tiles.lastColumns < OUT);
    tiles.right = items * edgeColumns * (tiles.down - edgeRows);
    tiles.inner = items * (tiles.down - edgeRows) * (tiles.across - edgeColumns);
    tiles.lower = items * edgeRows * (tiles.across - edgeColumns);
    tiles.corner = items * edgeRows * edgeColumns;
    all = tiles.right + tiles.inner + tiles.lower + tiles.corner;
  }
  tiles.count = min(tiles.maxTiles, all - tiles.first);
}

/** Looks at the index-th tile of the block. */
export function lookAt(tiles: Tiles, index: i32): void {
  const edgeRows = i32(tiles.lastRows < OUT), edgeColumns = i32(tiles.lastColumns < OUT);
  const down = tiles.down - edgeRows, across = tiles.across - edgeColumns;
  let at = tiles.first + index, y = 0, x = 0;
  if (at < tiles.right) y = at % down, x = across, at /= down;
  else if ((at -= tiles.right) < tiles.inner) x = at % across, y = at / across % down, at /= across * down;
  else if ((at -= tiles.inner) < tiles.lower) x = at % across, y = down, at /= across;
  else x = across, y = down, at -= tiles.lower;
  tiles.item = tiles.firstItem + at;
  tiles.top = y * OUT;
  tiles.left = x * OUT;
  tiles.rows = y == tiles.down - 1 ? tiles.lastRows : OUT;
  tiles.columns = x == tiles.across - 1 ? tiles.lastColumns : OUT;
}

/** How many blocks there are, about. */
export function blocksOf(shape: ConvShape): i32 {
  const tiles = shape.batch * ((shape.outHeight + OUT - 1) / OUT) * ((shape.outWidth + OUT - 1) / OUT);
  const maxTiles = blockTiles(shape);
  return max(1, (tiles + maxTiles - 1) / maxTiles);
}

/** Images, from the first on, that have tiles in the block or in those before. */
export function itemsUpTo(tiles: Tiles): i32 {
  const isImageByImage = tiles.right + tiles.lower + tiles.corner == 0;
  if (!isImageByImage) return tiles.firstItem + tiles.items;
  lookAt(tiles, tiles.count - 1);
  return tiles.item + 1;
}

/** The first tile of the block that has the position: only from there on, and up to the end, there are values. */
export function firstWith(tiles: Tiles, position: i32): i32 {
  const start = hasPoint(tiles.lastColumns, position % 6) ? 0 : tiles.right;
  return min(max(start - tiles.first, 0), tiles.count);
}

/** Where the block's tiles that have the position end. */
export function endWith(tiles: Tiles, position: i32): i32 {
  let end = tiles.right + tiles.inner;
  if (hasPoint(tiles.lastRows, position / 6)) end += tiles.lower + (hasPoint(tiles.lastColumns, position % 6) ? tiles.corner : 0);
  return min(max(end - tiles.first, 0), tiles.count);
}

// One output would take as many positions as two.
function lastOf(outputs: i32): i32 {
  const rest = outputs & 3;
  return rest == 0 || outputs >= LONG ? OUT : max(rest, 2);
}

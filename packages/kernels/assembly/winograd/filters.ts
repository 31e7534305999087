// Filters on their ways into Winograd's domain and back: forward as the panels that the products read, [36, panels, k, 8],
// where k is the input's channels and the columns are the output's, or the other way round; the gradient from sums,
// [36, inChannels, outChannels]. The maps are in transforms.ts, the products in winograd.ts.
import { ConvShape } from '../conv2d/conv-shape';
import { TILE_COLUMNS } from '../gemm/tile';
import { fourByFour } from '../indexing/transpose';
import { POSITIONS, SKEW } from './planes';
import { SQUARE_BYTES, transformFilter, transformFilterBack } from './transforms';

const TAPS: usize = 9;
/** Columns of a cache line. */
const LINE_COLUMNS: i32 = 16;

// Bytes of one filter tap, which are those of one position's matrix as well.
function matrixBytes(shape: ConvShape): usize {
  return <usize>(shape.inChannels * shape.outChannels) << 2;
}

/** Bytes from one position's panels to the next's, for k rows and n columns. */
export function panelsBytes(k: i32, n: i32): usize {
  return (<usize>(k * (n + 7 & ~7)) << 2) + SKEW;
}

/** Bytes from one position's sums to the next's. */
export function sumsBytes(shape: ConvShape): usize {
  return matrixBytes(shape) + SKEW;
}

/** Bytes that hold the panels of either direction, or the sums. */
export function filterBytes(shape: ConvShape): usize {
  return <usize>POSITIONS * max(panelsBytes(shape.inChannels, shape.outChannels), panelsBytes(shape.outChannels, shape.inChannels));
}

/** G g G' of every filter, packed for products with the image's planes; `scratch` is two squares. */
export function filtersToPanels(shape: ConvShape, filter: usize, panels: usize, scratch: usize): void {
  const tap = matrixBytes(shape), rows = shape.inChannels, columns = shape.outChannels;
  const row = <usize>columns << 2, plane = panelsBytes(rows, columns);
  // A cache line of columns at once: of taps that are a power of two apart few lines stay in the cache.
  for (let column = 0; column < columns; column += LINE_COLUMNS) {
    let from = filter + (<usize>column << 2), to = panelAt(panels, rows, column);
    const count = min(columns - column, LINE_COLUMNS), nextPanel = <usize>rows << 5;
    for (let i = 0; i < rows; i++) {
      transformFilter(from, 3 * tap, tap, to, plane, scratch);
      if (count > 4) transformFilter(from + 16, 3 * tap, tap, to + 16, plane, scratch);
      if (count > 8) transformFilter(from + 32, 3 * tap, tap, to + nextPanel, plane, scratch);
      if (count > 12) transformFilter(from + 48, 3 * tap, tap, to + nextPanel + 16, plane, scratch);
      from += row;
      to += 32;
    }
  }
}

/** The same, packed for products with the output gradient's planes: rows and columns change places. */
export function filtersToTransposedPanels(shape: ConvShape, filter: usize, panels: usize, scratch: usize): void {
  const tap = matrixBytes(shape), rows = shape.outChannels, columns = shape.inChannels;
  const row = <usize>rows << 2, plane = panelsBytes(rows, columns);
  // Four filters of four rows each, as vectors of a row's four columns.
  const turned = scratch + SQUARE_BYTES;
  for (let column = 0; column < columns; column += 4) {
    let from = filter + <usize>column * row, to = panelAt(panels, rows, column);
    for (let i = 0; i < rows; i += 4) {
      for (let at: usize = 0; at < TAPS; at++) fourByFour(from + at * tap, row, turned + (at << 4), TAPS << 4);
      for (let filter: usize = 0; filter < 4; filter++) {
        transformFilter(turned + filter * (TAPS << 4), 48, 16, to, plane, scratch);
        to += 32;
      }
      from += 16;
    }
  }
}

/** G' u G of every sum; finished before it is accumulated. `scratch` is two squares. */
export function sumsToFilterGradient(shape: ConvShape, sums: usize, filterGradient: usize, accumulate: bool, scratch: usize): void {
  const tap = matrixBytes(shape), plane = sumsBytes(shape), square = scratch + SQUARE_BYTES;
  for (let at: usize = 0; at < tap; at += 16) {
    transformFilterBack(sums + at, plane, square, 48, 16, scratch);
    for (let index: usize = 0; index < TAPS; index++) {
      const target = filterGradient + at + index * tap, value = v128.load(square + (index << 4));
      v128.store(target, accumulate ? f32x4.add(v128.load(target), value) : value);
    }
  }
}

// Where column and row 0 stand; the second half of a panel whose columns end before is never looked at.
function panelAt(panels: usize, rows: i32, column: i32): usize {
  return panels + (<usize>(column / TILE_COLUMNS * rows) << 5) + (<usize>(column & 7) << 2);
}

// The multiply-add loops of the shipped product's tile and nothing around them: one tile over one pair of panels again and
// again, all in the first-level cache. What the engine reaches here, no product on the same loop can exceed.
import { panelsTimesPanel, rowsTimesPanel, TILE_ROWS } from '../../packages/kernels/assembly/tile';

/** `passes` tiles of k steps over packed panels: passes * k * 64 floating-point operations. */
export function barePanels(k: i32, passes: i32, a: usize, b: usize, c: usize): void {
  panelsTimesPanel(TILE_ROWS * passes, k, a, 0, b, c, 0, false);
}

/** The same for a matrix A that is read in place, row-major; all four rows are one. */
export function bareRows(k: i32, passes: i32, a: usize, b: usize, c: usize): void {
  rowsTimesPanel(TILE_ROWS * passes, k, a, 0, b, c, 0, false);
}

// The multiply-add loop of the shipped product's tile and nothing around it: one tile over one strip and one panel again and
// again, all in the first-level cache. What the engine reaches here, no product on the same loop can exceed.
import { rowsTimesPanel, TILE_ROWS } from '../../packages/kernels/assembly/gemm/tile';

/** `passes` tiles of k steps: passes * k * 64 floating-point operations. All four rows of A are one. */
export function bareLoop(k: i32, passes: i32, a: usize, b: usize, c: usize): void {
  rowsTimesPanel(TILE_ROWS * passes, k, a, 0, b, c, 0, false);
}

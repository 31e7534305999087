// The multiply-add loop and nothing around it: one tile over one pair of panels again and again, all in the first-level
// cache. What the engine reaches here, no matrix product with this tile can exceed.
import { panelTile } from './tile';

/** `passes` tiles of k steps: passes * k * 64 floating-point operations. */
export function bareLoop(k: i32, passes: i32, a: usize, b: usize, c: usize): void {
  for (let pass = 0; pass < passes; pass++) panelTile(k, a, b, c, 32, false);
}

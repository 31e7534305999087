// Gaussian noise, and what alpha dropout makes of dropped units. As with dropout.ts, sample, layer and step decide the
// random numbers, not the order of the work.
import { copyFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';
import { randomNormal } from './normal';

/** Numbers that randomNormal makes together. */
const GROUP: i32 = 8;

/** Scratch bytes of normalMask. */
export function normalMaskScratchBytes(): usize {
  return <usize>GROUP << 2;
}

/**
 * mask[rows, size]: random numbers of the normal distribution with this mean and standard deviation. Row r belongs to sample
 * firstSample + r of the batch.
 */
export function normalMask(
  mask: usize, rows: i32, size: i32, mean: f32, deviation: f32, key0: i32, key1: i32, step: i32, firstSample: i32,
  scratch: usize,
): void {
  const whole = size & ~(GROUP - 1), rest = size - whole;
  // Two numbers come from a block.
  const blocks = (whole + (rest ? GROUP : 0)) >> 1, means = f32x4.splat(mean), deviations = f32x4.splat(deviation);
  for (let row = 0; row < rows; row++) {
    const block = (firstSample + row) * blocks;
    randomNormal(mask, whole, key0, key1, block, step);
    if (rest) {
      randomNormal(scratch, GROUP, key0, key1, block + (whole >> 1), step);
      copyFloats(mask + (<usize>whole << 2), scratch, rest);
    }
    for (let left = size; left > 0; left -= 4) {
      const lanes = min(left, 4);
      storeLanes(mask, f32x4.add(means, f32x4.mul(deviations, loadLanes(mask, lanes))), lanes);
      mask += <usize>lanes << 2;
    }
  }
}

/**
 * to[count] = x mask + kept, or `dropped` where the mask is 0. `to` may be x. So alpha dropout (Klambauer et al., 2017) keeps
 * mean and variance of what selu gives.
 */
export function alphaDropout(to: usize, x: usize, mask: usize, count: i32, kept: f32, dropped: f32): void {
  const keep = f32x4.splat(kept), drop = f32x4.splat(dropped);
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4), factor = loadLanes(mask, lanes);
    const value = f32x4.add(f32x4.mul(loadLanes(x, lanes), factor), keep);
    storeLanes(to, v128.bitselect(drop, value, f32x4.eq(factor, f32x4.splat(0))), lanes);
    to += 16;
    x += 16;
    mask += 16;
  }
}

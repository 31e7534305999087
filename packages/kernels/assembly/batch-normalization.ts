// Batch normalisation with given means and variances, channels last. The naive loop that this must equal is in
// src/reference/batch-normalization.ts. The statistics are sums (sum.ts); the gradient tfjs puts together itself.
import { pixelGroup, repeatRows } from './repeat';

/** Scratch bytes of batchNormalization. */
export function batchNormalizationScratchBytes(channels: i32): usize {
  return <usize>(3 * pixelGroup(channels) * channels) << 2;
}

/**
 * to[count] = (x - mean) · scale / √(variance + epsilon) + offset, the latter four of `channels` numbers each that
 * repeat along x. `scale` may be 0 for ones, `offset` 0 for zeros.
 */
export function batchNormalization(
  x: usize, count: i32, channels: i32, mean: usize, variance: usize, scale: usize, offset: usize, epsilon: f32,
  to: usize, scratch: usize,
): void {
  // Short tensors are done before the statistics are laid out several times.
  const group = count < 16 * channels ? 1 : pixelGroup(channels);
  const wide = group * channels, bytes = <usize>wide << 2;
  const factors = scratch, means = factors + bytes, offsets = means + bytes;
  writeFactors(channels, variance, scale, epsilon, factors);
  repeatRows(factors, 1, channels, group, factors);
  repeatRows(mean, 1, channels, group, means);
  if (offset) repeatRows(offset, 1, channels, group, offsets);
  else memory.fill(offsets, 0, bytes);
  for (let done = 0; done < count; done += wide) {
    normalize(x, min(wide, count - done), means, factors, offsets, to);
    x += bytes;
    to += bytes;
  }
}

function writeFactors(channels: i32, variance: usize, scale: usize, epsilon: f32, to: usize): void {
  for (let channel = 0; channel < channels; channel++) {
    const at = <usize>channel << 2;
    const deviation = sqrt<f32>(load<f32>(variance + at) + epsilon);
    store<f32>(to + at, (scale ? load<f32>(scale + at) : 1) / deviation);
  }
}

function normalize(x: usize, count: i32, means: usize, factors: usize, offsets: usize, to: usize): void {
  const bytes = <usize>count << 2, vectors = <usize>(count & ~3) << 2;
  let at: usize = 0;
  for (; at < vectors; at += 16) {
    const centred = f32x4.sub(v128.load(x + at), v128.load(means + at));
    v128.store(to + at, f32x4.add(f32x4.mul(centred, v128.load(factors + at)), v128.load(offsets + at)));
  }
  for (; at < bytes; at += 4) {
    const centred = load<f32>(x + at) - load<f32>(means + at);
    store<f32>(to + at, centred * load<f32>(factors + at) + load<f32>(offsets + at));
  }
}

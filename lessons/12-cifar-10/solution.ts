// Early stopping, means of colours and the occlusion map, filled in.
import type { Occlusion, Validation } from './start.ts';

/** The first of the lowest. */
export function bestEpoch(history: readonly Validation[]): number {
  return history.reduce((best, record) => (record.loss < best.loss ? record : best)).epoch;
}

/** Epochs since the best one. */
export function shouldStop(history: readonly Validation[], patience: number): boolean {
  return history.length > 0 && history[history.length - 1].epoch - bestEpoch(history) >= patience;
}

/** Channel c has every byte whose place leaves the remainder c. */
export function channelMeans(pixels: Uint8Array, channels: number): number[] {
  const sums = new Array<number>(channels).fill(0);
  for (const [i, value] of pixels.entries()) sums[i % channels] += value;
  return sums.map((sum) => sum / (pixels.length / channels) / 255);
}

/** Hide one patch after the other, and ask again each time. */
export function occlusionMap({ pixels, size, channels, patch, probability }: Occlusion): number[][] {
  const whole = probability(pixels);
  const count = size / patch;
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => {
      const hidden = pixels.slice();
      for (let y = row * patch; y < (row + 1) * patch; y++) {
        const from = (y * size + column * patch) * channels;
        hidden.fill(128, from, from + patch * channels);
      }
      return whole - probability(hidden);
    }),
  );
}

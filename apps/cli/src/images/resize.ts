// Resizing by area: each new pixel is the mean of the part of the old picture that it covers.
import type { Raster } from './raster.ts';

/** Resizes to `width` x `height`, keeping the mean brightness exactly. */
export function resizeByArea(raster: Raster, size: { width: number; height: number }): Raster {
  const { channels } = raster;
  const across = coverage(raster.width, size.width);
  const down = coverage(raster.height, size.height);
  const data = new Float32Array(size.width * size.height * channels);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      for (const [row, rowShare] of down[y]) {
        for (const [column, columnShare] of across[x]) {
          const from = (row * raster.width + column) * channels;
          const to = (y * size.width + x) * channels;
          for (let c = 0; c < channels; c++) data[to + c] += rowShare * columnShare * raster.data[from + c];
        }
      }
    }
  }
  return { width: size.width, height: size.height, channels, data };
}

/** For each new pixel of one axis: which old ones it covers, and its share of each. Shares add up to 1. */
function coverage(from: number, to: number): [index: number, share: number][][] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * scale, (i + 1) * scale];
    const shares: [number, number][] = [];
    for (let j = Math.floor(start); j < Math.min(from, Math.ceil(end - 1e-9)); j++) {
      shares.push([j, (Math.min(end, j + 1) - Math.max(start, j)) / scale]);
    }
    return shares;
  });
}

// Mirrors left and right.
import type { ImagePass, ImageShape } from './augmentation.ts';

/** Mirrors with the given probability. */
export function horizontalFlip(
  { probability = 0.5 }: { readonly probability?: number },
  shape: ImageShape,
): ImagePass {
  return ({ source, target, draws }) => {
    if (draws.uniform() >= probability) return false;
    mirror(source, target, shape);
    return true;
  };
}

/** Writes the mirror image of `source` to `target`. */
export function mirror(source: Uint8Array, target: Uint8Array, [height, width, channels]: ImageShape): void {
  // Walks from both ends of a row, pixel by pixel and channel by channel.
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      let from = ((y + 1) * width - 1) * channels + channel;
      const end = (y + 1) * width * channels;
      for (let to = y * width * channels + channel; to < end; to += channels, from -= channels) {
        target[to] = source[from];
      }
    }
  }
}

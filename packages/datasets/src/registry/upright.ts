// EMNIST's files hold every image with rows and columns exchanged; this exchanges them back.
import type { Split } from '../split/split.ts';

/** Exchanges rows and columns of every image, in place. */
export function upright(split: Split): Split {
  const [count, size] = split.shape;
  for (let image = 0; image < count; image++) {
    const first = image * size * size;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) {
        const at = first + row * size + column;
        const mirrored = first + column * size + row;
        const kept = split.images[at];
        split.images[at] = split.images[mirrored];
        split.images[mirrored] = kept;
      }
    }
  }
  return split;
}

// Augmentation and dropout, filled in.
import type { Picture } from './start.ts';

/** Column x comes from column width - 1 - x. */
export function flip(picture: Picture): Picture {
  return rebuild(picture, (y, x) => [y, picture.width - 1 - x]);
}

/** Pixel (y, x) comes from (y - down, x - right). */
export function shift(picture: Picture, { right, down }: { right: number; down: number }): Picture {
  return rebuild(picture, (y, x) => [y - down, x - right]);
}

/** A coin for the flip, a whole number from -reach to reach for each direction. */
export function augment(
  picture: Picture,
  { random, reach }: { random: () => number; reach: number },
): Picture {
  const turned = random() < 0.5 ? flip(picture) : picture;
  const distance = () => Math.floor(random() * (2 * reach + 1)) - reach;
  return shift(turned, { right: distance(), down: distance() });
}

/** A value stays where its random number is at least the rate. */
export function dropout(
  values: readonly number[],
  { random, rate }: { random: () => number; rate: number },
): number[] {
  return values.map((value) => (random() < rate ? 0 : value / (1 - rate)));
}

/** A picture whose pixels come from elsewhere in another; black where that lies outside. */
function rebuild(picture: Picture, from: (y: number, x: number) => [number, number]): Picture {
  const { height, width, channels, pixels } = picture;
  const rebuilt = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [row, column] = from(y, x);
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      for (let c = 0; c < channels; c++) {
        rebuilt[(y * width + x) * channels + c] = pixels[(row * width + column) * channels + c];
      }
    }
  }
  return { ...picture, pixels: rebuilt };
}

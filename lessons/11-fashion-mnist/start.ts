// More images out of those one has. The lesson's text is in lesson.md.

/** One image: `pixels[(y * width + x) * channels + c]`. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

/** Left and right exchanged. Your turn. */
export function flip(picture: Picture): Picture {
  return picture;
}

/** Moved right and down by whole pixels; what comes in from outside is black. Your turn. */
export function shift(picture: Picture, _by: { right: number; down: number }): Picture {
  return picture;
}

/** Flipped in half of all cases, and shifted by up to `reach` pixels each way; `random` gives 0..1. Your turn. */
export function augment(picture: Picture, _how: { random: () => number; reach: number }): Picture {
  return picture;
}

/** Some values set to 0, the others divided by 1 - rate, so that the mean stays. Your turn. */
export function dropout(values: readonly number[], _how: { random: () => number; rate: number }): number[] {
  return [...values];
}

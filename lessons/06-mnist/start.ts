// From the bytes of a file to images one can look at. The lesson's text is in lesson.md.

/** Images in a row: image i begins at pixel i · height · width of `pixels`. */
export interface Images {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 0 black, 255 white. */
  readonly pixels: Uint8Array;
}

/** The images of an IDX file: four numbers of four bytes each, largest byte first, then the pixels. Your turn. */
export function readImages(_file: Uint8Array): Images {
  return { count: 0, height: 0, width: 0, pixels: new Uint8Array(0) };
}

/** The labels of an IDX file: two numbers of four bytes each, then a byte for each label. Your turn. */
export function readLabels(_file: Uint8Array): Uint8Array {
  return new Uint8Array(0);
}

/** How many examples each of the ten classes has. Your turn. */
export function classBalance(_labels: Uint8Array): number[] {
  return [];
}

/** The mean of all images of one class, pixel by pixel, 0..255. Your turn. */
export function meanImage(_images: Images, _class: { labels: Uint8Array; digit: number }): number[] {
  return [];
}

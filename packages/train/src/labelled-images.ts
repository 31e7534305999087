// The data that training takes, by its shape alone: a split of @nn101/datasets fits, and so does any other.
// Checked against a model by check-data.ts.

/** Images without labels. */
export interface Images {
  /** One byte per value, 0 to 255, as `[count, height, width, channels]`; 255 becomes 1 in the model's input. */
  readonly images: Uint8Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/** Images, each with its class. */
export interface LabelledImages extends Images {
  /** The class of each image, a whole number from 0: a Uint8Array, another typed array, or an array of numbers. */
  readonly labels: ArrayLike<number>;
}

/** Labelled images as check-data.ts passes them on. */
export interface LabelledBytes extends Images {
  readonly labels: Uint8Array;
}

// The reader's drawings with the digits that they are said to be: kept while the page is open, also when another
// lesson is looked at.

import { digitSide } from '../../training/drawing/centring.ts';
import type { LabelledPictures } from '../../training/payloads.ts';

export interface OwnDrawing {
  readonly id: number;
  /** 28x28 bytes, centred as MNIST's. */
  readonly image: Uint8Array;
  readonly label: number;
}

let drawings = $state.raw<readonly OwnDrawing[]>([]);
let lastId = 0;
/** An epoch should stay mostly MNIST. */
export const mostDrawings = 200;

export const ownDrawings = {
  get all(): readonly OwnDrawing[] {
    return drawings;
  },
  add(image: Uint8Array, label: number): void {
    if (drawings.length < mostDrawings) drawings = [...drawings, { id: ++lastId, image, label }];
  },
  remove(id: number): void {
    drawings = drawings.filter((drawing) => drawing.id !== id);
  },
} as const;

/** Drawings as training images, each so many times. */
export function asPictures(from: readonly OwnDrawing[], copies = 1): LabelledPictures {
  const size = digitSide * digitSide;
  const count = from.length * copies;
  const images = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const { image, label } = from[i % from.length];
    images.set(image, i * size);
    labels[i] = label;
  }
  return { images, labels, shape: [count, digitSide, digitSide, 1] };
}

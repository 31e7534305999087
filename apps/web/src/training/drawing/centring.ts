// The reader's drawing as MNIST would have it, in the drawing's own units. The steps: centreDigit of @nn101/datasets,
// which the program's `predict` uses too.
import { type BoundingBox, type CentredDigit, centreDigit as centre } from '@nn101/datasets/files';
import type { Ink } from './ink.ts';

export { digitBoxSide as boxSide, digitSide } from '@nn101/datasets/files';

export interface Centring extends Omit<CentredDigit, 'bounds'> {
  /** Where the ink was, in the drawing's own units, 0 to 1. */
  readonly bounds: BoundingBox;
}

/** The digit as MNIST would have it; `undefined` where nothing is drawn. */
export function centreDigit({ side, values }: Ink): Centring | undefined {
  const centred = centre({ width: side, height: side, channels: 1, data: values });
  if (!centred) return undefined;
  const { left, top, width, height } = centred.bounds;
  const bounds = { left: left / side, top: top / side, width: width / side, height: height / side };
  return { ...centred, bounds };
}

// Centres the reader's drawing as the digits of MNIST are centred, in the drawing's units. The steps are those of
// centreDigit in @nn101/datasets, which the command `predict` of the program uses as well.
import { type BoundingBox, type CentredDigit, centreDigit as centre } from '@nn101/datasets/files';
import type { Ink } from './ink.ts';

export { digitBoxSide as boxSide, digitSide } from '@nn101/datasets/files';

export interface Centring extends Omit<CentredDigit, 'bounds'> {
  /** The bounding box of the ink in the drawing's units, from 0 to 1. */
  readonly bounds: BoundingBox;
}

/** Returns the centred digit; `undefined` if nothing is drawn. */
export function centreDigit({ side, values }: Ink): Centring | undefined {
  const centred = centre({ width: side, height: side, channels: 1, data: values });
  if (!centred) return undefined;
  const { left, top, width, height } = centred.bounds;
  const bounds = { left: left / side, top: top / side, width: width / side, height: height / side };
  return { ...centred, bounds };
}

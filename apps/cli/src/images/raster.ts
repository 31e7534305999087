// The picture format of image preparation and terminal output: grey or colour, 0 to 255, rows from the top.
import type { OpaqueImage } from '@nn101/datasets/files';

/** A picture as floats. */
export interface Raster extends OpaqueImage {
  /** `height * width * channels` values from 0 to 255, channels innermost. */
  readonly data: Float32Array;
}

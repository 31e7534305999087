// A picture as the network's preparation and the terminal take it: grey or in colour, 0 to 255, rows from the top.
import type { OpaqueImage } from '@nn101/datasets/files';

/** A picture as floats. */
export interface Raster extends OpaqueImage {
  /** `height * width * channels` values from 0 to 255, channels innermost. */
  readonly data: Float32Array;
}

// How a batch is cut: into lanes, whose gradients are added in order, and each lane into micro-batches that stay in the
// cache. Both decide the order of additions, so both belong to what a run is.
import type { LayerSpec } from '@nn101/kernels';
import { layerShapes } from '@nn101/kernels';

/** Lanes of a batch, whoever works them off. */
export const defaultLanes = 4;
/** Bytes that a micro-batch's largest activation should not exceed: half of a second-level cache. */
const cacheBytes = 2 ** 20;
/** Fewer rows do not pay: every micro-batch reads all weights, which may be more than the activations. */
const leastMicroBatch = 64;

export interface LaneOptions {
  readonly batchSize: number;
  readonly layers: readonly LayerSpec[];
  readonly inputShape: readonly number[];
}

/** Number of lanes, and the rows that a plan takes at a time. */
export function lanesOf({ batchSize, layers, inputShape }: LaneOptions): {
  lanes: number;
  microBatch: number;
} {
  let largest = 0;
  let shape = inputShape;
  for (const layer of layers) {
    shape = layerShapes(layer, shape).out;
    largest = Math.max(
      largest,
      shape.reduce((product, length) => product * length, 4),
    );
  }
  const lane = Math.ceil(batchSize / defaultLanes);
  const fitting = Math.max(leastMicroBatch, Math.floor(cacheBytes / largest));
  // Parts of equal size: a short last one would pay a whole one's overhead.
  const microBatch = Math.ceil(lane / Math.ceil(lane / fitting));
  return { lanes: defaultLanes, microBatch };
}

/** From `start` up to, not including, `end`. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Cuts start .. end into slices of `size`, the last one shorter. */
export function slices(start: number, end: number, size: number): Slice[] {
  return Array.from({ length: Math.ceil((end - start) / size) }, (_, i) => ({
    start: start + i * size,
    end: Math.min(end, start + (i + 1) * size),
  }));
}

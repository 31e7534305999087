// The record that describes a sliding window (assembly/conv-shape.ts) to convolutions and poolings of a plan.
import type { Arena } from './arena.ts';
import { type Padding, type Pair, paddingBefore } from './layer-spec.ts';
import type { LayerSite } from './plan-layer.ts';

export interface WindowSpec {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly out: readonly number[];
}

/** Writes the record for a full micro-batch and gives its address. */
export function windowRecord(
  { arena, input, microBatch }: LayerSite,
  { window, strides, padding, out }: WindowSpec,
): number {
  const [height, width, channels] = input.shape;
  const dilations = [1, 1];
  const pads = [
    paddingBefore(height, window[0], strides[0], padding),
    paddingBefore(width, window[1], strides[1], padding),
  ];
  return arena.record([
    microBatch,
    height,
    width,
    channels,
    ...out,
    ...window,
    ...strides,
    ...dilations,
    ...pads,
  ]);
}

/** Sets how many rows the next call works on. */
export function setRows({ memory }: Arena, record: number, rows: number): void {
  new Int32Array(memory.buffer, record, 1)[0] = rows;
}

// When to stop, and what the network looked at. The lesson's text is in lesson.md.

/** What one epoch came to on the images that are held back. */
export interface Validation {
  readonly epoch: number;
  readonly loss: number;
}

/** The epoch whose weights to keep: the first with the lowest validation loss. Your turn: this keeps the last. */
export function bestEpoch(history: readonly Validation[]): number {
  return history[history.length - 1].epoch;
}

/** Whether the lowest loss lies `patience` epochs back, or further. Your turn. */
export function shouldStop(_history: readonly Validation[], _patience: number): boolean {
  return false;
}

/** Mean of each channel over all pixels, 0..1; `pixels` holds the channels side by side. Your turn. */
export function channelMeans(_pixels: Uint8Array, _channels: number): number[] {
  return [];
}

/** A square image, and how sure a network is of its class when it is shown such bytes. */
export interface Occlusion {
  readonly pixels: Uint8Array;
  readonly size: number;
  readonly channels: number;
  /** Width of the patch that hides a part, in pixels. */
  readonly patch: number;
  readonly probability: (pixels: Uint8Array) => number;
}

/**
 * map[row][column]: by how much the probability falls when that patch is hidden behind grey, 128. Patches lie side by
 * side; `size` is a multiple of `patch`. Your turn.
 */
export function occlusionMap({ size, patch }: Occlusion): number[][] {
  return Array.from({ length: size / patch }, () => new Array<number>(size / patch).fill(0));
}

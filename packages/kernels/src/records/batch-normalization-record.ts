// A batch normalization as the compiled kernels read it (assembly/normalization/batch-normalization.ts has the same order).

export interface BatchNormalizationLayer {
  readonly channels: number;
  /** Address of a factor for each channel; 0 for ones. */
  readonly scale: number;
  /** Address of what is added to each channel; 0 for zeros. */
  readonly offset: number;
  /** What is added to a variance before its root is taken. */
  readonly epsilon: number;
  /** Number of an elementwise activation (assembly/activation/activation.ts); 0, the default, for none. */
  readonly activation?: number;
}

/** The layer's 32-bit numbers in order: what a heap's or an arena's `record` writes. */
export function batchNormalizationRecord({
  channels,
  scale,
  offset,
  epsilon,
  activation = 0,
}: BatchNormalizationLayer): number[] {
  return [channels, scale, offset, floatBits(epsilon), activation];
}

// The bits of a 32-bit float as an integer.
function floatBits(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0];
}

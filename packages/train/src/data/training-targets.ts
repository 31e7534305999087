// Options for targets that differ from the labels: smoothed or mixed labels, and weighted samples.

export interface TargetOptions {
  readonly classes: number;
  /** Fraction of each label that is spread over all classes, 0 to below 1 (Szegedy et al. 2016). */
  readonly labelSmoothing?: number;
  /** Weight of each class in the loss. */
  readonly classWeights?: readonly number[];
  /** Weight of each training sample in the loss. */
  readonly sampleWeights?: ArrayLike<number>;
}

/** A sample by its row in the data and its label, and the sample that it is mixed with. */
export interface TargetSample {
  readonly row: number;
  readonly label: number;
  readonly mixed?: { readonly row: number; readonly label: number; readonly share: number };
}

/** Returns [samples, classes]: the label's distribution times the sample's weight, so that rows need not sum to 1. */
export function targetsOf(samples: readonly TargetSample[], options: TargetOptions): Float32Array {
  const { classes, labelSmoothing = 0, classWeights, sampleWeights } = options;
  const targets = new Float32Array(samples.length * classes);
  samples.forEach(({ row, label, mixed }, index) => {
    const target = targets.subarray(index * classes, (index + 1) * classes);
    const add = (sample: { row: number; label: number }, share: number) => {
      const weight = share * (classWeights?.[sample.label] ?? 1) * (sampleWeights?.[sample.row] ?? 1);
      for (let k = 0; k < classes; k++) target[k] += (weight * labelSmoothing) / classes;
      target[sample.label] += weight * (1 - labelSmoothing);
    };
    add({ row, label }, mixed?.share ?? 1);
    if (mixed) add(mixed, 1 - mixed.share);
  });
  return targets;
}

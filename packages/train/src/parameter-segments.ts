// What the flat parameter vector is made of: one segment for each weight, with what an update has to know of it.
import type { Run } from '@nn101/kernels/plan';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** tfjs-layers' LayerVariable, whose class it does not export. */
export type Weight = LayersModel['trainableWeights'][number];

export interface Segment extends Run {
  /** Weight decay is for kernels; biases and scales keep their size. */
  readonly decays: boolean;
  /** Keras' MaxNorm over the first axis, of this length. */
  readonly maxNorm?: { readonly length: number; readonly most: number };
}

/** The segments of these weights in order; undefined where a constraint is another than MaxNorm over axis 0. */
export function segmentsOf(weights: readonly Weight[]): Segment[] | undefined {
  const limits = weights.map((weight) => maxNormOf(weight, weight.shape[0] ?? 1));
  if (limits.includes(null)) return undefined;
  return looseSegmentsOf(weights).map((segment, i) => {
    const maxNorm = limits[i];
    return { ...segment, ...(maxNorm && { maxNorm }) };
  });
}

/** The same without constraints, for whoever applies them in another way. */
export function looseSegmentsOf(weights: readonly Weight[]): Segment[] {
  let to = 0;
  return weights.map(({ shape }) => {
    const from = to;
    to += shape.reduce<number>((product, length) => product * (length ?? 1), 1);
    return { from, to, decays: shape.length > 1 };
  });
}

function maxNormOf({ constraint }: Weight, length: number): Segment['maxNorm'] | null {
  if (!constraint) return undefined;
  const { maxValue, axis } = constraint.getConfig();
  if (constraint.getClassName() !== 'MaxNorm' || (axis ?? 0) !== 0) return null;
  return { length, most: Number(maxValue ?? 2) };
}

/** Cuts the vector into `count` runs of about one length, in order; a segment with a constraint stays whole. */
export function cutSegments(segments: readonly Segment[], count: number): Run[] {
  const end = segments[segments.length - 1].to;
  // Runs of whole cache lines: two threads never write to the same one.
  const cuts = Array.from({ length: count - 1 }, (_, i) => {
    const at = Math.floor(((i + 1) * end) / count / 16) * 16;
    const inside = segments.find(({ from, to, maxNorm }) => maxNorm && from < at && at < to);
    return inside ? inside.from : at;
  });
  const bounds = [0, ...cuts, end];
  return Array.from({ length: count }, (_, i) => ({ from: bounds[i], to: bounds[i + 1] }));
}

// What the flat parameter vector is made of: one segment for each weight, with what an update has to know of it.
import { layOutParameters, type Range } from '@nn101/kernels/graph';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ReadModel } from './model/read-model.ts';

/** tfjs-layers' LayerVariable, whose class it does not export. */
export type Weight = LayersModel['trainableWeights'][number];

export interface Segment extends Range {
  /** Weight decay is for kernels; biases and scales keep their size. */
  readonly decays: boolean;
  /** Keras' MaxNorm over the first axis, of this length. */
  readonly maxNorm?: { readonly length: number; readonly most: number };
  /** The segment is a running average: state = momentum · state + (1 - momentum) · observation. */
  readonly momentum?: number;
}

/** A constraint that updates on a graph do not apply, by the name of its weight. */
export interface ConstraintObstacle {
  readonly obstacle: string;
}

/** The segments of a graph's gradient vector in order, or the weight whose constraint is beyond them. */
export function segmentsOf({ graph, parameters }: ReadModel): Segment[] | ConstraintObstacle {
  const layout = layOutParameters(graph);
  const segments: Segment[] = [];
  for (const [i, weight] of parameters.entries()) {
    if (!graph.parameters[i].trainable) continue;
    const maxNorm = maxNormOf(weight, weight.shape[0] ?? 1);
    if (maxNorm === null) return { obstacle: `the constraint of the weight "${weight.name}"` };
    segments.push({ ...layout.parameters[i], decays: weight.shape.length > 1, ...(maxNorm && { maxNorm }) });
  }
  for (const [i, { momentum }] of graph.states.entries()) {
    segments.push({ ...layout.states[i], decays: false, momentum });
  }
  return segments;
}

/** The segments of these weights in order, without constraints, for whoever applies them in another way. */
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

/** Elements of the segments that an optimizer changes: running averages come after them. */
export function trainedLength(segments: readonly Segment[]): number {
  return segments.findLast(({ momentum }) => momentum === undefined)?.to ?? 0;
}

/** Cuts the vector into `count` ranges of about one length, in order; a segment with a constraint stays whole. */
export function cutSegments(segments: readonly Segment[], count: number): Range[] {
  const end = segments[segments.length - 1].to;
  // Ranges of whole cache lines: two threads never write to the same one.
  const cuts = Array.from({ length: count - 1 }, (_, i) => {
    const at = Math.floor(((i + 1) * end) / count / 16) * 16;
    const inside = segments.find(({ from, to, maxNorm }) => maxNorm && from < at && at < to);
    return inside ? inside.from : at;
  });
  const bounds = [0, ...cuts, end];
  return Array.from({ length: count }, (_, i) => ({ from: bounds[i], to: bounds[i + 1] }));
}

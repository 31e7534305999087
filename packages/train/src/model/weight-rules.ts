// The rules for a weight of tfjs-layers in training: its layer's regularizers as penalties, and its own constraint. A graph
// cannot contain custom ones.
import type { Constraint, ParameterRules } from '@nn101/kernels/graph';
import type { layers } from '@tensorflow/tfjs-layers';
import type { Weight } from '../tape/layer-weights.ts';

/** Why a graph cannot contain a weight's rules, as a noun phrase for messages. */
export interface UnknownRule {
  readonly unknown: string;
}

/** Returns the rules of each weight of a layer that has any. */
export function rulesOf(layer: layers.Layer): ReadonlyMap<Weight, ParameterRules> | UnknownRule {
  const rules = new Map<Weight, ParameterRules>();
  let penalized = 0;
  for (const weight of layer.weights) {
    const penalty = penaltyOf(layer, weight);
    const constraint = constraintOf(weight);
    if (constraint === null) return { unknown: `the constraint of the weight "${weight.name}"` };
    if (penalty) penalized++;
    if (penalty || constraint) rules.set(weight, { ...penalty, ...(constraint && { constraint }) });
  }
  // What a layer adds to the loss: one function for each regularizer, and losses of its own.
  const { length } = layer.losses ?? [];
  return length === penalized
    ? rules
    : { unknown: `a penalty of layer "${layer.name}" (${layer.getClassName()})` };
}

function penaltyOf(layer: layers.Layer, weight: Weight): ParameterRules | undefined {
  // The regularizer of conv2d_1/depthwise_kernel, for instance, is depthwiseRegularizer.
  const name = weight.originalName
    .replace(/^.*\//, '')
    .replace(/_\d+$/, '')
    .replace(/_kernel$/, '');
  const serialized: unknown = layer.getConfig()[`${name}Regularizer`];
  if (!isSerialized(serialized) || serialized.className !== 'L1L2') return undefined;
  const { l1, l2 } = serialized.config;
  return { l1: Number(l1 ?? 0), l2: Number(l2 ?? 0) };
}

interface Serialized {
  readonly className: unknown;
  readonly config: Readonly<Record<string, unknown>>;
}

function isSerialized(value: unknown): value is Serialized {
  return typeof value === 'object' && value !== null && 'className' in value && 'config' in value;
}

/** Returns null for a constraint that is not one of tfjs-layers. */
function constraintOf({ constraint, shape }: Weight): Constraint | undefined | null {
  if (!constraint) return undefined;
  const { maxValue, minValue, rate, axis } = constraint.getConfig();
  // A layer constrains norms along one axis, but tfjs supports several.
  const axes = [axis ?? 0].flat().map((one) => (Number(one) < 0 ? Number(one) + shape.length : Number(one)));
  switch (constraint.getClassName()) {
    case 'MaxNorm':
      return { kind: 'maxNorm', maxValue: Number(maxValue), axis: axes };
    case 'MinMaxNorm': {
      const bounds = { minValue: Number(minValue), maxValue: Number(maxValue), rate: Number(rate) };
      return { kind: 'minMaxNorm', ...bounds, axis: axes };
    }
    case 'UnitNorm':
      return { kind: 'unitNorm', axis: axes };
    case 'NonNeg':
      return { kind: 'nonNegative' };
    default:
      return null;
  }
}

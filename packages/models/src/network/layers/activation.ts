// Activations, both as separate layers and as the last operation of other layers, and PReLU, whose slopes are learned.
import type { ElementwiseActivation, OperationSpec } from '@nn101/kernels/graph';
import type { Initializer } from '../../initial-weights/initializer.ts';
import type { LayerActivation } from './activation-names.ts';
import { activation as activationName, initializer, lengths, optional } from './fields.ts';
import { type LayerBase, type LayerKind, type LayerOperation, misfit } from './layer-kind.ts';

/** An activation as a separate layer, for example after a normalization or an addition. */
export interface ActivationLayer extends LayerBase {
  readonly kind: 'activation';
  readonly activation: LayerActivation;
}

/** relu with a learned slope for negative numbers. Weight: `alpha`. */
export interface PreluLayer extends LayerBase {
  readonly kind: 'prelu';
  /** Axes along which the slope is shared; 1 is the first axis after the batch. None by default. */
  readonly sharedAxes?: readonly number[];
  /** `zeros` by default. */
  readonly alphaInitializer?: Initializer;
}

export const activation: LayerKind<ActivationLayer> = {
  className: 'Activation',
  automaticName: 'activation',
  fields: { activation: activationName },
  shape: (_, [x]) => x,
  operations: ({ activation }) => activationOperations(activation),
};

export const prelu: LayerKind<PreluLayer> = {
  className: 'PReLU',
  automaticName: 'p_re_lu',
  fields: { sharedAxes: optional(lengths), alphaInitializer: optional(initializer) },
  shape({ sharedAxes = [] }, [x]) {
    if (sharedAxes.every((axis) => axis <= x.length)) return x;
    throw misfit(`sharedAxes from 1 to ${x.length}`, sharedAxes);
  },
  weights: ({ sharedAxes = [], alphaInitializer = 'zeros' }, [x]) => [
    {
      name: 'alpha',
      shape: x.map((length, i) => (sharedAxes.includes(i + 1) ? 1 : length)),
      initializer: alphaInitializer,
    },
  ],
  operations: ({ sharedAxes }) => [
    { operation: { kind: 'prelu', ...(sharedAxes && { sharedAxes }) }, weights: ['alpha'] },
  ],
};

const graphOperations: Readonly<Record<LayerActivation, readonly OperationSpec[]>> = {
  linear: [],
  relu: elementwise('relu'),
  relu6: elementwise('relu6'),
  elu: elementwise('elu'),
  selu: elementwise('selu'),
  gelu: [{ kind: 'selfGatedActivation', activation: 'gelu' }],
  silu: [{ kind: 'selfGatedActivation', activation: 'swish' }],
  mish: [{ kind: 'selfGatedActivation', activation: 'mish' }],
  softplus: elementwise('softplus'),
  softsign: elementwise('softsign'),
  tanh: elementwise('tanh'),
  sigmoid: elementwise('sigmoid'),
  hard_sigmoid: elementwise('hard_sigmoid'),
  exponential: elementwise('exponential'),
  softmax: [{ kind: 'softmax' }],
};

function elementwise(activation: ElementwiseActivation): readonly OperationSpec[] {
  return [{ kind: 'activation', activation }];
}

/** The operations of a layer's activation; none for `linear`. The compiler of the kernels fuses them with the layer if it can. */
export function activationOperations(activation: LayerActivation = 'linear'): readonly LayerOperation[] {
  return graphOperations[activation].map((operation) => ({ operation }));
}

// Maps the names of activations in tfjs-layers to operations of a graph.
import type { OperationSpec } from '@nn101/kernels/graph';

const activations: Readonly<Record<string, readonly OperationSpec[]>> = {
  linear: [],
  relu6: [{ kind: 'activation', activation: 'relu6' }],
  relu: [{ kind: 'activation', activation: 'relu' }],
  elu: [{ kind: 'activation', activation: 'elu' }],
  selu: [{ kind: 'activation', activation: 'selu' }],
  softplus: [{ kind: 'activation', activation: 'softplus' }],
  softsign: [{ kind: 'activation', activation: 'softsign' }],
  tanh: [{ kind: 'activation', activation: 'tanh' }],
  sigmoid: [{ kind: 'activation', activation: 'sigmoid' }],
  hardSigmoid: [{ kind: 'activation', activation: 'hard_sigmoid' }],
  exponential: [{ kind: 'activation', activation: 'exponential' }],
  gelu: [{ kind: 'selfGatedActivation', activation: 'gelu' }],
  gelu_new: [{ kind: 'selfGatedActivation', activation: 'gelu_new' }],
  swish: [{ kind: 'selfGatedActivation', activation: 'swish' }],
  mish: [{ kind: 'selfGatedActivation', activation: 'mish' }],
  softmax: [{ kind: 'softmax' }],
  logSoftmax: [{ kind: 'logSoftmax' }],
};

/** Returns the operation of an activation, none for 'linear'; undefined for one that graphs lack. */
export function readActivation(name: string): readonly OperationSpec[] | undefined {
  return activations[name];
}

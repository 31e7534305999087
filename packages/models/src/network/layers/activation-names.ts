// Activations by Keras' names, for a layer's `activation` field and for the layer `activation`.
// As operations of a graph: activation.ts.

/** What tfjs-layers calls each. */
export const tfjsActivations = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  silu: 'swish',
  mish: 'mish',
  softplus: 'softplus',
  softsign: 'softsign',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  hard_sigmoid: 'hardSigmoid',
  exponential: 'exponential',
  softmax: 'softmax',
} as const;

/** An activation that a layer of a network can have. */
export type LayerActivation = keyof typeof tfjsActivations;

export const layerActivations = Object.keys(tfjsActivations) as readonly LayerActivation[];

// Keras' names of the activations, for the field `activation` of layers and for the layer `activation`. Their operations in a
// graph are in activation.ts.

/** The names of tfjs-layers by Keras' names. */
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

/** An activation that a layer of a network can have, by Keras' name. */
export type LayerActivation = keyof typeof tfjsActivations;

export const layerActivations = Object.keys(tfjsActivations) as readonly LayerActivation[];

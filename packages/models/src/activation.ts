// The activations that the notebook's "your turn" offers, by Keras' names. Not the mathematics: tfjs-layers has
// it, but for exponential.ts.

const tfjsNames = {
  relu: 'relu',
  elu: 'elu',
  selu: 'selu',
  softmax: 'softmax',
  softplus: 'softplus',
  softsign: 'softsign',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  hard_sigmoid: 'hardSigmoid',
  exponential: 'exponential',
  linear: 'linear',
} as const;

/** An activation by Keras' name. */
export type ActivationName = keyof typeof tfjsNames;

/** Every activation that a hidden layer can take, in the notebook's order. */
export const activationNames = Object.keys(tfjsNames) as readonly ActivationName[];

/** Tells whether a value, of any type, is the name of an activation. */
export function isActivationName(word: unknown): word is ActivationName {
  return typeof word === 'string' && Object.hasOwn(tfjsNames, word);
}

/** What tfjs-layers calls it. */
export function tfjsActivationName(name: ActivationName): string {
  return tfjsNames[name];
}

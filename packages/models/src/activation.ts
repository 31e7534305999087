// The activations that the notebook's "your turn" offers, by Keras' names. Those that a network can have besides, and what they
// are called elsewhere: network/layers/activation-names.ts.

const names = [
  'relu',
  'elu',
  'selu',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
  'linear',
] as const;

/** An activation by Keras' name. */
export type ActivationName = (typeof names)[number];

/** Every activation that a hidden layer can take, in the notebook's order. */
export const activationNames: readonly ActivationName[] = names;

/** Tells whether a value, of any type, is the name of an activation. */
export function isActivationName(word: unknown): word is ActivationName {
  return typeof word === 'string' && activationNames.some((name) => name === word);
}

// Elementwise activations by Keras' names, in the order of their numbers in assembly/activation.ts. Each can be fused into
// the operation before it, as its derivative follows from its output alone.

/** Activations whose derivative follows from their output. */
export const elementwiseActivations = [
  'linear',
  'relu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
] as const;

/** An activation by Keras' name that works on each number by itself. */
export type ElementwiseActivation = (typeof elementwiseActivations)[number];

/** The number by which the compiled kernels know an activation. */
export function activationCode(activation: ElementwiseActivation): number {
  return elementwiseActivations.indexOf(activation);
}

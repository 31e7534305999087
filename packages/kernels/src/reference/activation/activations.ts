// Activations of one number in 64-bit arithmetic: what assembly/activation/activation.ts and assembly/activation/self-gated-activation.ts must
// equal. Their derivatives are checked against differences of these.

/** The activations without a parameter, by Keras' names; `gelu_new` is tfjs-layers' name for gelu with tanh. */
export const activations = {
  linear: (z: number) => z,
  relu: (z: number) => Math.max(z, 0),
  elu: (z: number) => elu(z, 1),
  // Klambauer et al., "Self-Normalizing Neural Networks", 2017.
  selu: (z: number) => 1.0507009873554805 * elu(z, 1.6732632423543772),
  softplus,
  softsign: (z: number) => z / (1 + Math.abs(z)),
  tanh: Math.tanh,
  sigmoid,
  hard_sigmoid: (z: number) => Math.max(0, Math.min(1, 0.2 * z + 0.5)),
  exponential: Math.exp,
  relu6: (z: number) => Math.max(0, Math.min(6, z)),
  gelu: (z: number) => (z / 2) * errorFunctionComplement(-z * Math.SQRT1_2),
  gelu_new: (z: number) => z * sigmoid(2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)),
  swish: (z: number) => z * sigmoid(z),
  mish: (z: number) => z * Math.tanh(softplus(z)),
} as const;

/** Activations with a parameter: the bound, the slope below zero, the scale below zero, the threshold. */
export const parametricActivations = {
  clippedRelu: (z: number, bound: number) => Math.max(0, Math.min(bound, z)),
  leakyRelu: (z: number, slope: number) => (z < 0 ? slope * z : z),
  elu,
  thresholdedRelu: (z: number, threshold: number) => (z > threshold ? z : 0),
} as const;

function elu(z: number, alpha: number): number {
  return z < 0 ? alpha * Math.expm1(z) : z;
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** 1 - erf(x): the series around 0, and the continued fraction where that loses digits. */
export function errorFunctionComplement(x: number): number {
  if (x < 0) return 2 - errorFunctionComplement(-x);
  if (x > 2) {
    let fraction = 0;
    for (let k = 120; k > 0; k--) fraction = k / 2 / (x + fraction);
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
  }
  let [sum, term] = [0, x];
  for (let n = 0; Math.abs(term) > 1e-18; n++) {
    sum += term / (2 * n + 1);
    term *= (-x * x) / (n + 1);
  }
  return 1 - (2 / Math.sqrt(Math.PI)) * sum;
}

// An oracle: flatten, one hidden dense layer, softmax, cross-entropy and Adam by their formulas in float64, with plain
// loops. It is slow and short; tests compare the fast implementations with it.

/** A hidden activation: its value, and its derivative by z. */
export interface OracleActivation {
  value(z: readonly number[]): number[];
  /** dLoss/dz from dLoss/da, z and a. */
  backward(source: { upstream: readonly number[]; z: readonly number[]; a: readonly number[] }): number[];
}

/** An activation of each unit separately. */
export function elementwise(
  f: (z: number) => number,
  slope: (z: number, a: number) => number,
): OracleActivation {
  return {
    value: (z) => z.map(f),
    backward: ({ upstream, z, a }) => upstream.map((d, i) => d * slope(z[i], a[i])),
  };
}

export function softmax(z: readonly number[]): number[] {
  const largest = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

export interface OracleSample {
  readonly x: readonly number[];
  readonly label: number;
}

/** Weights in the order of tfjs-layers: kernel `[inputs, units]` in row-major order, then bias, for each of the two layers. */
export type OracleWeights = readonly [number[], number[], number[], number[]];

/** Keras clips probabilities to [floor, 1 - floor]; beyond, the gradient is zero. */
const floor = 1e-7;

/** Returns the mean loss over the samples, and its gradient in the order of the weights. */
export function lossAndGradient(source: {
  weights: OracleWeights;
  samples: readonly OracleSample[];
  activation: OracleActivation;
}): { loss: number; gradient: OracleWeights } {
  const { weights, samples, activation } = source;
  const [kernel1, bias1, kernel2, bias2] = weights;
  const gradient: OracleWeights = [
    kernel1.map(() => 0),
    bias1.map(() => 0),
    kernel2.map(() => 0),
    bias2.map(() => 0),
  ];
  let loss = 0;
  for (const { x, label } of samples) {
    const z = dense(x, kernel1, bias1);
    const a = activation.value(z);
    const p = softmax(dense(a, kernel2, bias2));
    const clipped = Math.min(Math.max(p[label], floor), 1 - floor);
    loss -= Math.log(clipped) / samples.length;
    const weight = clipped === p[label] ? 1 / samples.length : 0;
    const delta2 = p.map((value, i) => (value - (i === label ? 1 : 0)) * weight);
    const upstream = a.map((_, unit) => sum(delta2.map((d, i) => d * kernel2[unit * bias2.length + i])));
    const delta1 = activation.backward({ upstream, z, a });
    addOuter(gradient[0], x, delta1);
    addOuter(gradient[2], a, delta2);
    delta1.forEach((d, i) => {
      gradient[1][i] += d;
    });
    delta2.forEach((d, i) => {
      gradient[3][i] += d;
    });
  }
  return { loss, gradient };
}

/** Returns the losses of `steps` steps of Adam with Keras' constants, with all samples in each step. */
export function oracleLosses(source: {
  weights: OracleWeights;
  samples: readonly OracleSample[];
  activation: OracleActivation;
  learningRate: number;
  steps: number;
}): number[] {
  const weights = source.weights.map((values) => [...values]);
  const m = weights.map((values) => values.map(() => 0));
  const v = weights.map((values) => values.map(() => 0));
  return Array.from({ length: source.steps }, (_, step) => {
    const [kernel1, bias1, kernel2, bias2] = weights;
    const { loss, gradient } = lossAndGradient({ ...source, weights: [kernel1, bias1, kernel2, bias2] });
    const t = step + 1;
    const rate = (source.learningRate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
    gradient.forEach((values, layer) => {
      values.forEach((g, i) => {
        m[layer][i] = 0.9 * m[layer][i] + 0.1 * g;
        v[layer][i] = 0.999 * v[layer][i] + 0.001 * g * g;
        weights[layer][i] -= (rate * m[layer][i]) / (Math.sqrt(v[layer][i]) + 1e-7);
      });
    });
    return loss;
  });
}

function dense(x: readonly number[], kernel: readonly number[], bias: readonly number[]): number[] {
  return bias.map((b, unit) => b + sum(x.map((value, i) => value * kernel[i * bias.length + unit])));
}

function addOuter(target: number[], rows: readonly number[], columns: readonly number[]): void {
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      target[i * columns.length + j] += row * column;
    });
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

// Initializers as data, with Keras' names, and the values that they draw. The random numbers are counter-based
// (packages/random), so that the bits are the same on every machine. For tfjs-layers: tfjs-initializer.ts.
import { randomKey, threefry2x32, type Words } from '#random';
import { check } from '../check.ts';

/**
 * Random values with variance `scale / n`, like Keras' VarianceScaling, where n is the number of inputs of a unit (`fanIn`),
 * the number of its outputs (`fanOut`), or the mean of both (`fanAvg`). The last two axes of a kernel are inputs and outputs;
 * the axes before them multiply both.
 */
export interface VarianceScaling {
  readonly kind: 'varianceScaling';
  /** Above 0. */
  readonly scale: number;
  readonly mode: FanMode;
  /** `truncatedNormal` has no values beyond two standard deviations. */
  readonly distribution: 'uniform' | 'truncatedNormal';
}

/** Uniformly distributed values from `min` to below `max`. */
export interface RandomUniform {
  readonly kind: 'randomUniform';
  readonly min: number;
  readonly max: number;
}

/** The same value for all elements. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
}

/** Which connections of a unit are counted: its inputs, its outputs, or the mean of both. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAvg';

/**
 * The initial values of a weight. `dirac` is for convolutions, as in PyTorch: filter i passes channel i through unchanged, and
 * filters beyond the number of channels are uniform within ±1 / √fanIn.
 */
export type Initializer = InitializerName | VarianceScaling | RandomUniform | Constant;

const named = {
  glorotUniform: { kind: 'varianceScaling', scale: 1, mode: 'fanAvg', distribution: 'uniform' },
  glorotNormal: { kind: 'varianceScaling', scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' },
  heUniform: { kind: 'varianceScaling', scale: 2, mode: 'fanIn', distribution: 'uniform' },
  heNormal: { kind: 'varianceScaling', scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' },
  lecunUniform: { kind: 'varianceScaling', scale: 1, mode: 'fanIn', distribution: 'uniform' },
  lecunNormal: { kind: 'varianceScaling', scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
  zeros: { kind: 'constant', value: 0 },
  ones: { kind: 'constant', value: 1 },
  dirac: { kind: 'dirac' },
} as const;

/** An initializer without parameters. */
export type InitializerName = keyof typeof named;

/** An initializer with its name resolved. */
export type InitializerRecord = VarianceScaling | RandomUniform | Constant | { readonly kind: 'dirac' };

/** PyTorch's initial weights of dense layers and convolutions: uniform within ±1 / √fanIn. */
export const torchUniform: VarianceScaling = {
  kind: 'varianceScaling',
  scale: 1 / 3,
  mode: 'fanIn',
  distribution: 'uniform',
};

export function initializerRecord(initializer: Initializer): InitializerRecord {
  return typeof initializer === 'string' ? named[initializer] : initializer;
}

/** @throws ModelError `INVALID_ARGUMENT` unless `value` is an initializer */
export function checkInitializer(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    check.oneOf(name, value, Object.keys(named));
    return;
  }
  check.record(name, value, "such as { kind: 'constant', value: 0 }, or a name");
  const { kind } = value;
  check.oneOf(`${name}.kind`, kind, ['varianceScaling', 'randomUniform', 'constant']);
  if (kind === 'varianceScaling') {
    check.options(name, value, ['kind', 'scale', 'mode', 'distribution']);
    check.number(`${name}.scale`, value.scale, { above: 0 });
    check.oneOf(`${name}.mode`, value.mode, ['fanIn', 'fanOut', 'fanAvg']);
    check.oneOf(`${name}.distribution`, value.distribution, ['uniform', 'truncatedNormal']);
  } else if (kind === 'randomUniform') {
    check.options(name, value, ['kind', 'min', 'max']);
    check.number(`${name}.min`, value.min);
    check.number(`${name}.max`, value.max, { min: value.min });
  } else {
    check.options(name, value, ['kind', 'value']);
    check.number(`${name}.value`, value.value);
  }
}

/** Identifies a weight; its random numbers depend on all three numbers. */
export interface WeightSource {
  /** The seed of the run. */
  readonly seed: number;
  /** Position of the layer in its network, from 0. */
  readonly layer: number;
  /** Index of the weight in its layer, from 0; 0 by default. */
  readonly weight?: number;
}

/** Returns the initial values of a weight in row-major order. */
export function initialValues(
  initializer: Initializer,
  { shape, ...source }: WeightSource & { readonly shape: readonly number[] },
): Float32Array {
  const record = initializerRecord(initializer);
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
  switch (record.kind) {
    case 'constant':
      return values.fill(record.value);
    case 'randomUniform': {
      const [middle, half] = [(record.min + record.max) / 2, (record.max - record.min) / 2];
      return draw(values, source, (word) => middle + symmetric(word) * half);
    }
    case 'varianceScaling':
      return draw(values, source, scaled(record, shape));
    case 'dirac':
      return setImpulses(draw(values, source, scaled(torchUniform, shape)), shape);
    default:
      return record satisfies never;
  }
}

function scaled(
  { scale, mode, distribution }: VarianceScaling,
  shape: readonly number[],
): (word: number) => number {
  const variance = scale / fan(shape, mode);
  if (distribution === 'truncatedNormal') {
    const deviation = Math.sqrt(variance);
    return (word) => truncatedNormal(word) * deviation;
  }
  const limit = Math.fround(Math.sqrt(3 * variance));
  return (word) => symmetric(word) * limit;
}

/** Number of inputs or outputs of a unit, counted as in Keras. For a vector, both are its length. */
export function fan(shape: readonly number[], mode: FanMode): number {
  const outputs = shape[shape.length - 1] ?? 1;
  const inputs = shape[shape.length - 2] ?? outputs;
  const receptiveField = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const count = { fanIn: inputs, fanOut: outputs, fanAvg: (inputs + outputs) / 2 }[mode];
  return count * receptiveField;
}

// Each block of random bits gives two values. The index of the weight is the first word of the counter.
function draw(
  values: Float32Array,
  { seed, layer, weight = 0 }: WeightSource,
  toValue: (word: number) => number,
): Float32Array {
  const key: Words = randomKey({ seed, stream: 'initialWeights', index: layer });
  for (let i = 0; i < values.length; i += 2) {
    const [first, second] = threefry2x32(key, [weight, i / 2]);
    values[i] = toValue(first);
    if (i + 1 < values.length) values[i + 1] = toValue(second);
  }
  return values;
}

// 24 bits fill the mantissa of a float32. The product with a float32 limit is exact in a double and is rounded only once.
function symmetric(word: number): number {
  return (word >>> 8) * 2 ** -23 - 1;
}

/** Turns the first filters into impulses: 1 at the center of the filter's own channel, 0 elsewhere. */
function setImpulses(
  values: Float32Array,
  [height, width, channels, filters]: readonly number[],
): Float32Array {
  const impulses = Math.min(channels, filters);
  for (let start = 0; start < values.length; start += filters) values.fill(0, start, start + impulses);
  const middle = ((height >> 1) * width + (width >> 1)) * channels;
  for (let channel = 0; channel < impulses; channel++) values[(middle + channel) * filters + channel] = 1;
  return values;
}

/** Probability that a standard normal value is below -2. */
const TAIL = 0.022750131948179195;

/** Standard deviation of a standard normal distribution truncated at -2 and 2. */
const DEVIATION = 0.8796256610342398;

const numerator = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const denominator = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
  1,
];

/**
 * Turns 32 random bits into a value of a truncated normal distribution with mean 0 and standard deviation 1: cut off at two
 * standard deviations and rescaled as in Keras, hence within ±2.27. It inverts the distribution function by the central
 * rational function of Acklam (2003), which needs no logarithm, so that the bits are the same in every engine.
 */
export function truncatedNormal(word: number): number {
  // Half-way between two multiples of 2^-24, so that it is neither 0 nor 1.
  const share = ((word >>> 8) + 0.5) * 2 ** -24;
  return inverse(TAIL + share * (1 - 2 * TAIL)) / DEVIATION;
}

/** The quantile function of the standard normal distribution, for shares from TAIL to 1 - TAIL. */
function inverse(share: number): number {
  const q = share - 0.5;
  return (q * polynomial(numerator, q * q)) / polynomial(denominator, q * q);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

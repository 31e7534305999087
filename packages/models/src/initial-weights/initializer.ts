// Initializers as data, by Keras' names, and the values that they draw: counter-based random numbers, so that the bits are
// the same everywhere. As initializers of tfjs-layers: tfjs-initializer.ts.
import { check } from '../check.ts';
import { initialWeightsStream, randomKey } from '../random-key.ts';
import { threefry2x32, type Words } from '../threefry.ts';
import { truncatedNormal } from './truncated-normal.ts';

/**
 * Random values whose variance is `scale / n`, as Keras' VarianceScaling: n is the number of inputs of a unit (`fanIn`), of
 * its outputs (`fanOut`), or the mean of both (`fanAvg`). A kernel's last two axes are inputs and outputs; the axes before
 * them multiply both.
 */
export interface VarianceScaling {
  readonly kind: 'varianceScaling';
  /** Above 0. */
  readonly scale: number;
  readonly mode: FanMode;
  /** `truncatedNormal` has nothing beyond two standard deviations. */
  readonly distribution: 'uniform' | 'truncatedNormal';
}

/** Values from `min` to below `max`, all equally likely. */
export interface RandomUniform {
  readonly kind: 'randomUniform';
  readonly min: number;
  readonly max: number;
}

/** The same value everywhere. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
}

/** Which connections of a unit are counted. */
export type FanMode = 'fanIn' | 'fanOut' | 'fanAvg';

/**
 * How a weight begins. `dirac` is for convolutions: filter i passes channel i on unchanged, and filters beyond the number of
 * channels are uniform within ±1 / √fanIn.
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

/** An initializer that needs no numbers. */
export type InitializerName = keyof typeof named;

/** What an initializer by name stands for. */
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

/** @throws ModelError `INVALID_ARGUMENT` where `value` is no initializer */
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

/** Where the random numbers of a weight come from. */
export interface WeightSource {
  /** Of the run. */
  readonly seed: number;
  /** Position of the layer in its network, from 0. */
  readonly layer: number;
  /** Which one of the layer's weights, from 0. */
  readonly weight?: number;
}

/** The first values of a weight, in the order of its memory. */
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
      return passOn(draw(values, source, scaled(torchUniform, shape)), shape);
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

/** Inputs or outputs of a unit, as Keras counts them. A vector has as many of both as elements. */
export function fan(shape: readonly number[], mode: FanMode): number {
  const outputs = shape[shape.length - 1] ?? 1;
  const inputs = shape[shape.length - 2] ?? outputs;
  const receptiveField = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const count = { fanIn: inputs, fanOut: outputs, fanAvg: (inputs + outputs) / 2 }[mode];
  return count * receptiveField;
}

// Each block of random bits gives two values. The weight's number is the counter's first word.
function draw(
  values: Float32Array,
  { seed, layer, weight = 0 }: WeightSource,
  toValue: (word: number) => number,
): Float32Array {
  const key: Words = randomKey({ seed, stream: initialWeightsStream, index: layer });
  for (let i = 0; i < values.length; i += 2) {
    const [first, second] = threefry2x32(key, [weight, i / 2]);
    values[i] = toValue(first);
    if (i + 1 < values.length) values[i + 1] = toValue(second);
  }
  return values;
}

// 24 bits fill a float32's mantissa: times a limit that is a float32, the product is exact in a double and rounded once.
function symmetric(word: number): number {
  return (word >>> 8) * 2 ** -23 - 1;
}

/** Makes of the first filters impulses: 1 at the middle of the filter's own channel, 0 elsewhere. */
function passOn(values: Float32Array, [height, width, channels, filters]: readonly number[]): Float32Array {
  const impulses = Math.min(channels, filters);
  for (let at = 0; at < values.length; at += filters) values.fill(0, at, at + impulses);
  const middle = ((height >> 1) * width + (width >> 1)) * channels;
  for (let channel = 0; channel < impulses; channel++) values[(middle + channel) * filters + channel] = 1;
  return values;
}

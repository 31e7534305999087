// Initial weights of a layer, drawn from a RandomState. Biases are always 0 (../network/network.ts).

import { check } from '../check.ts';
import { RandomState } from './random-state.ts';

/** Draws the weights [units, inputs] of one layer, row by row. */
export type Initializer = (options: { random: RandomState; inputs: number; units: number }) => number[][];

// More weights are too slow in plain loops, and too long an array for some engines.
const maxWeights = 2 ** 26;

function checked(draw: Initializer): Initializer {
  return (options) => {
    check.options('initializer', options, ['random', 'inputs', 'units']);
    const { random, inputs, units } = options;
    check.instance('random', random, [RandomState]);
    check.wholeNumber('inputs', inputs, { min: 1, max: maxWeights });
    check.wholeNumber('units', units, { min: 1, max: Math.floor(maxWeights / inputs) });
    return draw(options);
  };
}

/** Normal with mean 0 and standard deviation 1, independent of the layer's size. */
const standardNormal: Initializer = ({ random, inputs, units }) =>
  Array.from({ length: units }, () => random.randn(inputs));

/** Uniform in -r..r with r = sqrt(6 / (inputs + units)). Glorot and Bengio 2010; Keras' default. */
const glorotUniform: Initializer = ({ random, inputs, units }) => {
  const r = Math.sqrt(6 / (inputs + units));
  return Array.from({ length: units }, () => random.rand(inputs).map((u) => (2 * u - 1) * r));
};

/** Normal with standard deviation sqrt(2 / inputs), for relu. He et al. 2015. */
const heNormal: Initializer = ({ random, inputs, units }) => {
  const deviation = Math.sqrt(2 / inputs);
  return Array.from({ length: units }, () => random.randn(inputs).map((n) => n * deviation));
};

/** The initializers by name. Each throws `INVALID_ARGUMENT`. */
export const initializers = {
  standardNormal: checked(standardNormal),
  glorotUniform: checked(glorotUniform),
  heNormal: checked(heNormal),
} as const satisfies Record<string, Initializer>;

/** Name of an initializer in {@link initializers}. */
export type InitializerName = keyof typeof initializers;

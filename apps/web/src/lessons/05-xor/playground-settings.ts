// Everything that the playground can be set to, as it stands in the address, and the run that it asks for.
import type { InitializerName } from '@nn101/scratch';
import { choiceField, integerField, listField, numberField, type UrlField } from '../../state/url-fields.ts';
import type { StateOf } from '../../state/url-state.ts';
import { dataNames, makePoints, type Point } from './playground-data.ts';
import { activationNames, type RunConfiguration } from './playground-run.ts';

export const optimizerNames = ['descent', 'momentum', 'adam'] as const;
export const weightNames = [
  'standardNormal',
  'glorotUniform',
  'heNormal',
] as const satisfies readonly InitializerName[];
/** Steps a second; the last is as many as there is time for. */
export const paces = ['10', '100', '1000', 'all'] as const;

export const mostLayers = 4;
export const mostUnits = 8;
/** The last step that one can reach. */
export const lastStep = 50_000;

/** A point of one's own, as hundredths: `-120.35.1`. */
export const pointField: UrlField<Point> = {
  initial: { x: 0, y: 0, label: 0 },
  parse(text) {
    const match = /^(-?\d{1,3})\.(-?\d{1,3})\.([01])$/.exec(text);
    if (!match) return undefined;
    const [x, y] = [Number(match[1]) / 100, Number(match[2]) / 100];
    if (Math.max(Math.abs(x), Math.abs(y)) > 1.5) return undefined;
    return { x, y, label: match[3] === '1' ? 1 : 0 };
  },
  format: ({ x, y, label }) => `${Math.round(100 * x)}.${Math.round(100 * y)}.${label}`,
};

const cross: readonly Point[] = [
  [-0.8, -0.6, 0],
  [0.7, 0.8, 0],
  [0, 0.1, 0],
  [-0.7, 0.8, 1],
  [0.8, -0.7, 1],
].map(([x, y, label]) => ({ x, y, label: label === 1 ? 1 : 0 }));

const units = integerField({ initial: 2, min: 1, max: mostUnits });

/** The fields of the address. Their defaults are the notebook's run. */
export const playgroundCodec = {
  data: choiceField(dataNames, 'xor'),
  noise: numberField({ initial: 0.05, min: 0, max: 0.3 }),
  draw: integerField({ initial: 1, min: 0, max: 2 ** 32 - 1 }),
  own: listField({ item: pointField, initial: cross, maxItems: 200 }),
  layers: listField({ item: units, initial: [2], maxItems: mostLayers }),
  activation: choiceField(activationNames, 'tanh'),
  optimizer: choiceField(optimizerNames, 'descent'),
  rate: numberField({ initial: 0.3, min: 0.0001, max: 10 }),
  weights: choiceField(weightNames, 'standardNormal'),
  seed: integerField({ initial: 2, min: 0, max: 2 ** 32 - 1 }),
  step: integerField({ initial: 0, min: 0, max: lastStep }),
  pace: choiceField(paces, '100'),
  /** Which neuron is shown large: layer and unit, from 0; the output is the layer after the last hidden one. */
  look: listField({ item: integerField({ initial: 0, min: 0, max: mostUnits }), initial: [], maxItems: 2 }),
} as const;

export type PlaygroundSettings = StateOf<typeof playgroundCodec>;

/** What decides the run: equal configurations give equal runs. The step, the pace and the look do not. */
export function runConfiguration(settings: PlaygroundSettings): RunConfiguration {
  const { layers, activation, optimizer, rate, weights, seed } = settings;
  return { points: makePoints(settings), layers, activation, optimizer, rate, weights, seed };
}

// The notebook's "your turn": other units, another activation, more or fewer hidden layers. Rewrites a model's
// layer list; knows nothing of tfjs.
import { type ActivationName, activationNames, isActivationName } from './activation.ts';
import type { HiddenSpec, LayerSpec } from './layer-spec.ts';
import { ModelError } from './model-error.ts';

/** What to change in the hidden dense layers; what is left out stays as in the notebook. */
export interface YourTurn {
  /** Units of every hidden layer, 1 to 65,536. */
  readonly units?: number;
  /** Activation of every hidden layer. */
  readonly activation?: ActivationName;
  /** How many hidden layers, 0 to 64: fewer keeps the first ones, more repeats the last one. */
  readonly hiddenLayers?: number;
}

const mostUnits = 65_536;
const mostHiddenLayers = 64;

/**
 * The layers with the changes applied.
 *
 * @throws ModelError `INVALID_ARGUMENT` for a number out of its range or an unknown activation
 */
export function applyYourTurn(layers: readonly LayerSpec[], changes: YourTurn): LayerSpec[] {
  checkYourTurn(changes);
  const hidden = layers.filter((layer) => layer.kind === 'hidden');
  const count = changes.hiddenLayers ?? hidden.length;
  const changed = Array.from({ length: count }, (_, i): HiddenSpec => {
    const original = hidden[Math.min(i, hidden.length - 1)];
    return {
      kind: 'hidden',
      units: changes.units ?? original.units,
      activation: changes.activation ?? original.activation,
    };
  });
  const first = layers.findIndex((layer) => layer.kind === 'hidden');
  return [...layers.slice(0, first), ...changed, ...layers.slice(first + hidden.length)];
}

function checkYourTurn({ units, activation, hiddenLayers }: YourTurn): void {
  checkWholeNumber({ name: 'units', value: units, least: 1, most: mostUnits });
  checkWholeNumber({ name: 'hiddenLayers', value: hiddenLayers, least: 0, most: mostHiddenLayers });
  if (activation !== undefined && !isActivationName(activation)) {
    throw new ModelError(
      'INVALID_ARGUMENT',
      `activation expects one of ${activationNames.join(', ')}; received ${JSON.stringify(activation)}.`,
    );
  }
}

/** @throws ModelError `INVALID_ARGUMENT` where a given value is not a whole number in its range */
export function checkWholeNumber(option: {
  name: string;
  value?: number;
  least: number;
  most: number;
}): void {
  const { name, value, least, most } = option;
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new ModelError(
    'INVALID_ARGUMENT',
    `${name} expects a whole number from ${least} to ${most}; received ${value}.`,
  );
}

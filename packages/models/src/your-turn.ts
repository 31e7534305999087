// The notebook's "your turn": other units, another activation, more or fewer hidden layers; and another number of
// classes, for another data set. Rewrites a model's layer list; knows nothing of tfjs.
import { type ActivationName, activationNames } from './activation.ts';
import { check } from './check.ts';
import { checkLayers, fewestClasses, type HiddenSpec, type LayerSpec, mostUnits } from './layer-spec.ts';

/** What to change in a model; what is left out stays as it is. */
export interface YourTurn {
  /** Units of every hidden layer, 1 to 65,536. */
  readonly units?: number;
  /** Activation of every hidden layer. */
  readonly activation?: ActivationName;
  /** How many hidden layers, 0 to 64: fewer keeps the first ones, more repeats the last one. */
  readonly hiddenLayers?: number;
  /** How many classes the output layer tells apart, 2 to 65,536; 10 in the models of the course. */
  readonly classes?: number;
}

const mostHiddenLayers = 64;

/**
 * The layers with the changes applied.
 *
 * @throws ModelError `INVALID_ARGUMENT` for a number out of its range, an unknown activation or option, a layer that
 * is none, or more hidden layers where there is none to repeat
 * @example applyYourTurn(models['cifar-cnn'].layers, { classes: 100 })
 */
export function applyYourTurn(layers: readonly LayerSpec[], changes: YourTurn): LayerSpec[] {
  checkLayers(layers);
  checkYourTurn(changes);
  const hidden = layers.filter((layer) => layer.kind === 'hidden');
  const count = changes.hiddenLayers ?? hidden.length;
  if (hidden.length === 0) {
    check.that(count === 0, 'hiddenLayers', {
      expected: '0 where the layers have no hidden layer that could be repeated',
      value: count,
    });
  }
  let seen = 0;
  return layers.flatMap((layer): LayerSpec[] => {
    if (layer.kind === 'output') return [{ ...layer, units: changes.classes ?? layer.units }];
    if (layer.kind !== 'hidden') return [layer];
    seen += 1;
    const copies = seen < hidden.length ? 1 : count - seen + 1;
    return seen > count ? [] : Array.from({ length: copies }, () => changeHidden(layer, changes));
  });
}

function changeHidden(layer: HiddenSpec, { units, activation }: YourTurn): HiddenSpec {
  return { kind: 'hidden', units: units ?? layer.units, activation: activation ?? layer.activation };
}

/** The options of {@link YourTurn}, for messages and for functions that take them among others. */
export const yourTurnOptions: readonly (keyof YourTurn)[] = [
  'units',
  'activation',
  'hiddenLayers',
  'classes',
];

function checkYourTurn(changes: YourTurn): void {
  check.options('changes', changes, yourTurnOptions);
  const { units, activation, hiddenLayers, classes } = changes;
  if (units !== undefined) check.wholeNumber('units', units, { min: 1, max: mostUnits });
  if (activation !== undefined) check.oneOf('activation', activation, activationNames);
  if (hiddenLayers !== undefined) {
    check.wholeNumber('hiddenLayers', hiddenLayers, { min: 0, max: mostHiddenLayers });
  }
  if (classes !== undefined) check.wholeNumber('classes', classes, { min: fewestClasses, max: mostUnits });
}

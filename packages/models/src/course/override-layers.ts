// Changes the layer list of a model: units, activation and number of its hidden layers, as in the exercise "your turn" of
// the course, and the number of classes, for another data set. Independent of tfjs.

import { check } from '../check.ts';
import {
  type ActivationName,
  activationNames,
  checkLayers,
  type HiddenSpec,
  type LayerSpec,
  maxUnits,
  minClasses,
} from './layer-spec.ts';

/** What to change in a model. Fields that are left out keep their value. */
export interface LayerOverrides {
  /** Number of units of every hidden layer, 1 to 65,536. */
  readonly units?: number;
  /** Activation of every hidden layer. */
  readonly activation?: ActivationName;
  /** Number of hidden layers, 0 to 64. Fewer layers keep the first ones; more layers repeat the last one. */
  readonly hiddenLayers?: number;
  /** Number of classes, 2 to 65,536; 10 in the models of the course. */
  readonly classes?: number;
}

const maxHiddenLayers = 64;

/**
 * Returns the layers with the changes applied.
 *
 * @throws ModelError `INVALID_ARGUMENT` for a number out of range, an unknown activation or option, an invalid layer, or a
 * number of hidden layers above 0 if there is no hidden layer to repeat
 * @example overrideLayers(models['cifar-cnn'].layers, { classes: 100 })
 */
export function overrideLayers(layers: readonly LayerSpec[], changes: LayerOverrides): LayerSpec[] {
  checkLayers(layers);
  checkOverrides(changes);
  const hidden = layers.filter((layer) => layer.kind === 'hidden');
  const count = changes.hiddenLayers ?? hidden.length;
  if (hidden.length === 0) {
    check.that(count === 0, 'hiddenLayers', {
      expected: '0, because the layers contain no hidden layer to repeat',
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

function changeHidden(layer: HiddenSpec, { units, activation }: LayerOverrides): HiddenSpec {
  return { kind: 'hidden', units: units ?? layer.units, activation: activation ?? layer.activation };
}

/** The fields of {@link LayerOverrides}, for functions that accept them among other options. */
export const overrideNames: readonly (keyof LayerOverrides)[] = [
  'units',
  'activation',
  'hiddenLayers',
  'classes',
];

function checkOverrides(changes: LayerOverrides): void {
  check.options('changes', changes, overrideNames);
  const { units, activation, hiddenLayers, classes } = changes;
  if (units !== undefined) check.wholeNumber('units', units, { min: 1, max: maxUnits });
  if (activation !== undefined) check.oneOf('activation', activation, activationNames);
  if (hiddenLayers !== undefined) {
    check.wholeNumber('hiddenLayers', hiddenLayers, { min: 0, max: maxHiddenLayers });
  }
  if (classes !== undefined) check.wholeNumber('classes', classes, { min: minClasses, max: maxUnits });
}

// A configuration as what the exports write code from.
import type { Experiment, ExportedData } from '../export/experiment.ts';
import { completeLayers, parseArchitecture } from './architecture.ts';
import { augmentationOf } from './augmentation.ts';
import type { TrainingConfiguration } from './configuration.ts';
import type { DataName } from './data-name.ts';

/** Code for the coloured digits would have to draw them first: the reader puts images of the same shape there. */
const exported: Readonly<Record<DataName, ExportedData>> = {
  mnist: 'mnist',
  'fashion-mnist': 'fashion-mnist',
  'cifar-10': 'cifar-10',
  synthetic: 'synthetic',
  'synthetic-colour': 'own',
  own: 'own',
};

/** The experiment of a configuration, on images of a shape and in so many classes. */
export function experimentOf(
  { data, network, epochs, batch, seed, rate, limit, augment }: TrainingConfiguration,
  images: { readonly imageShape: readonly [number, number, number]; readonly classNames: readonly string[] },
): Experiment {
  return {
    data: exported[data],
    inputShape: images.imageShape,
    layers: completeLayers(parseArchitecture(network) ?? [], images.classNames.length),
    epochs,
    batchSize: batch,
    seed,
    learningRate: rate,
    limit,
    ...(augment.length > 0 && { augmentation: augmentationOf(augment) }),
  };
}

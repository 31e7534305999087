// A configuration as what the exports write code from.
import type { Experiment } from '../export/experiment.ts';
import type { TrainingConfiguration } from './configuration.ts';
import { augmentationOf } from './data/augmentation.ts';
import { completeLayers, parseArchitecture } from './network/architecture.ts';
import { type DataDescription, imageCount } from './payloads.ts';

/** The experiment of a configuration, on images of a shape and in so many classes. */
export function experimentOf(
  { data, network, epochs, batch, seed, rate, limit, augment, arithmetic }: TrainingConfiguration,
  images: Pick<DataDescription, 'imageShape' | 'classNames' | 'classCounts'>,
): Experiment {
  return {
    data,
    classNames: images.classNames,
    inputShape: images.imageShape,
    layers: completeLayers(parseArchitecture(network) ?? [], images.classNames.length),
    epochs,
    batchSize: batch,
    seed,
    learningRate: rate,
    // Asked for as many as there are or more, the page takes them in their own order.
    limit: limit < imageCount(images) ? limit : 0,
    ...(arithmetic !== 'deterministic' && { arithmetic }),
    ...(augment.length > 0 && { augmentation: augmentationOf(augment) }),
  };
}

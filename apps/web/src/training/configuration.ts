// The configuration of a run as fields of the URL: whoever opens the link trains the same network to the same bits. The
// kinds of fields: ../state/url-fields.ts; the text of a network: network/architecture.ts.
import { isModelName, models } from '@nn101/models/graph';
import type { Arithmetic } from '@nn101/train/graph';
import type { Experiment } from '../export/experiment.ts';
import { choiceField, integerField, listField, numberField, textField } from '../state/url-fields.ts';
import { encodeState, type StateCodec } from '../state/url-state.ts';
import { type AugmentationName, augmentationNames, augmentationOf } from './data/augmentation.ts';
import { type DataName, dataNames, isDrawn } from './data/data-name.ts';
import { completeLayers, parseArchitecture } from './network/architecture.ts';
import { type DataDescription, imageCount } from './payloads.ts';

/** Everything that determines the weights at the end of a run. */
export interface TrainingConfiguration {
  data: DataName;
  /** The name of a model of the course, or the text of an architecture. */
  network: string;
  epochs: number;
  batch: number;
  seed: number;
  /** Adam's learning rate. */
  rate: number;
  /** The number of training images, which the seed chooses; 0 for all. */
  limit: number;
  /** The augmentations of the training images. */
  augment: readonly AugmentationName[];
  /** How multiply-adds are rounded: each arithmetic gives its own bits. */
  arithmetic: Arithmetic;
}

/** Returns how many images each epoch is validated on: part of the test split, which the notebooks use as a whole. */
export function validationImages(testImages: number): number {
  return Math.min(2000, testImages);
}

/** The arithmetics; the first one is available in every browser. */
export const arithmeticNames = ['deterministic', 'fused'] as const satisfies readonly Arithmetic[];

/** The largest numbers that a URL may contain. */
export const configurationLimits = { epochs: 1000, batch: 10_000, seed: 2 ** 32 - 1, limit: 60_000 } as const;

/** Returns the fields of a configuration in a lesson's state, with the lesson's defaults. */
export function configurationFields(defaults: TrainingConfiguration): StateCodec<TrainingConfiguration> {
  const { epochs, batch, seed, limit } = configurationLimits;
  return {
    data: choiceField(dataNames, defaults.data),
    network: networkField(defaults.network),
    epochs: integerField({ initial: defaults.epochs, min: 1, max: epochs }),
    batch: integerField({ initial: defaults.batch, min: 1, max: batch }),
    seed: integerField({ initial: defaults.seed, min: 0, max: seed }),
    rate: numberField({ initial: defaults.rate, min: 1e-6, max: 1 }),
    limit: integerField({ initial: defaults.limit, min: 0, max: limit }),
    augment: listField({
      item: choiceField(augmentationNames, 'flip'),
      initial: defaults.augment,
      maxItems: 8,
    }),
    arithmetic: choiceField(arithmeticNames, defaults.arithmetic),
  };
}

function networkField(initial: string) {
  const text = textField({ initial, maxLength: 400 });
  return { ...text, parse: (word: string) => (parseArchitecture(word) ? word : undefined) };
}

/** Writes a configuration as URL fields, including those with default values. */
export function configurationFieldsOf(configuration: TrainingConfiguration): URLSearchParams {
  return encodeState(configurationFields(configuration), configuration, { complete: true });
}

/** Returns the configuration of a model's notebook. */
export function notebookConfiguration(name: keyof typeof models): TrainingConfiguration {
  const { dataset, epochs, batchSize } = models[name];
  return {
    data: dataset,
    network: name,
    epochs,
    batch: batchSize,
    seed: 0,
    rate: 0.001,
    limit: 0,
    augment: [],
    arithmetic: 'deterministic',
  };
}

/** Returns a plain copy of a configuration that may be reactive state, so that it can be posted and stored. */
export function snapshotOf(configuration: TrainingConfiguration): TrainingConfiguration {
  const { data, network, epochs, batch, seed, rate, limit, augment, arithmetic } = configuration;
  return { data, network, epochs, batch, seed, rate, limit, augment: [...augment], arithmetic };
}

/** Returns a text that is equal for equal configurations. */
export function configurationKey(configuration: TrainingConfiguration): string {
  const { network, ...rest } = snapshotOf(configuration);
  return JSON.stringify({ ...rest, network });
}

/** Returns the command that trains the same network in a terminal; `undefined` if the program cannot. */
export function commandFor(configuration: TrainingConfiguration): string | undefined {
  const { data, network, epochs, batch, seed, rate, limit, augment, arithmetic } = configuration;
  if (!isModelName(network) || rate !== 0.001 || augment.length > 0) return undefined;
  // The program's synthetic set is larger than the page's.
  if (data === 'own' || isDrawn(data)) return undefined;
  const model = models[network];
  const options = [
    data === model.dataset ? '' : ` --dataset ${data}`,
    epochs === model.epochs ? '' : ` --epochs ${epochs}`,
    batch === model.batchSize ? '' : ` --batch-size ${batch}`,
    seed === 0 ? '' : ` --seed ${seed}`,
    limit === 0 ? '' : ` --limit ${limit}`,
    arithmetic === 'deterministic' ? '' : ` --arithmetic ${arithmetic}`,
  ];
  return `npx nn101 train ${network}${options.join('')}`;
}

/** Returns what the exports generate code from: the configuration with the shape and classes of the images. */
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
    // With a limit that leaves out no image, the page does not shuffle them.
    limit: limit < imageCount(images) ? limit : 0,
    ...(arithmetic !== 'deterministic' && { arithmetic }),
    ...(augment.length > 0 && { augmentation: augmentationOf(augment) }),
  };
}

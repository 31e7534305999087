// What a training run is made from, as fields of the address: whoever opens the link trains the same network to the
// same bits. The fields' kinds: ../state/url-fields.ts; what a network's text means: architecture.ts.
import { isModelName, models } from '@nn101/models/graph';
import type { Arithmetic } from '@nn101/train/graph';
import type { Experiment } from '../export/experiment.ts';
import { choiceField, integerField, listField, numberField, textField } from '../state/url-fields.ts';
import { encodeState, type StateCodec } from '../state/url-state.ts';
import { type AugmentationName, augmentationNames, augmentationOf } from './data/augmentation.ts';
import { type DataName, dataNames, isDrawn } from './data/data-name.ts';
import { completeLayers, parseArchitecture } from './network/architecture.ts';
import { type DataDescription, imageCount } from './payloads.ts';

/** Everything that decides about the weights at the end of a run. */
export interface TrainingConfiguration {
  data: DataName;
  /** A model of the course by name, or an architecture as text. */
  network: string;
  epochs: number;
  batch: number;
  seed: number;
  /** Adam's learning rate. */
  rate: number;
  /** How many training images, chosen by the seed; 0 for all. */
  limit: number;
  /** What happens to the images on their way into the network. */
  augment: readonly AugmentationName[];
  /** How products are rounded: each gives its own bits. */
  arithmetic: Arithmetic;
}

/** Images that each epoch is validated on: as in the notebooks they are of the test split, for speed a part of it. */
export function validationImages(testImages: number): number {
  return Math.min(2000, testImages);
}

/** The arithmetics, the one that every browser has first. */
export const arithmeticNames = ['deterministic', 'fused'] as const satisfies readonly Arithmetic[];

/** Largest numbers that an address may ask for. */
export const configurationLimits = { epochs: 1000, batch: 10_000, seed: 2 ** 32 - 1, limit: 60_000 } as const;

/** The configuration as fields of a lesson's state; `defaults` is what the lesson starts with. */
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

/** A configuration as fields of an address, each of them written out. */
export function configurationFieldsOf(configuration: TrainingConfiguration): URLSearchParams {
  return encodeState(configurationFields(configuration), configuration, { complete: true });
}

/** What the notebook of a model sets. */
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

/** A copy that is nobody's state any more: it can be posted to a worker, and kept. */
export function snapshotOf(configuration: TrainingConfiguration): TrainingConfiguration {
  const { data, network, epochs, batch, seed, rate, limit, augment, arithmetic } = configuration;
  return { data, network, epochs, batch, seed, rate, limit, augment: [...augment], arithmetic };
}

/** One text for each configuration: equal texts, equal runs. */
export function configurationKey(configuration: TrainingConfiguration): string {
  const { network, ...rest } = snapshotOf(configuration);
  return JSON.stringify({ ...rest, network });
}

/** The command that trains the same network in a terminal; `undefined` where the program has no words for it. */
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

// What @nn101/train exports, and valid arguments for all of it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraphBuilder } from '@nn101/kernels/graph';
import * as train from '@nn101/train';
import * as trainGraph from '@nn101/train/graph';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import {
  type Argument,
  accepting,
  anything,
  callback,
  flag,
  instance,
  list,
  name,
  number,
  numbers,
  optional,
  options,
  record,
  text,
  typedArray,
  whole,
} from './argument-kinds.ts';
import type { FunctionRow, PackageTable, Row } from './export-table.ts';

await train.prepareBackend();

const inputShape = [2, 2, 1];
const newModel = () =>
  sequential({
    layers: [layers.flatten({ inputShape }), layers.dense({ units: 2, activation: 'softmax' })],
  });
const models: ReturnType<typeof newModel>[] = [];
const model = instance(() => {
  // One for all calls: every one of them makes tensors.
  models[0] ??= newModel();
  return models[0];
});
const place = join(mkdtempSync(join(tmpdir(), 'nn101-arguments-')), 'model');
await train.saveModel(newModel(), place);
const directory = accepting(text(place), { 'a string': 'a directory of that name' });
const anyPlace = accepting(text(place), {
  'a string': 'a directory of that name',
  'a number as a string': 'a directory of that name',
});

const bytes = typedArray(Uint8Array.from({ length: 16 }, (_, i) => i));
const shape = accepting(numbers([4, 2, 2, 1]), {});
const classNumbers = (values: readonly number[]) =>
  accepting(numbers(values), { 'a typed array': 'class numbers' });
const labels = numbers([0, 1, 1, 0]);
const images = { images: bytes, shape };
const labelled = { ...images, labels };
const data = record(labelled);
const source = accepting(data, { 'a function': 'where batches come from' });
const signal = optional(instance(() => new AbortController().signal));
const passes = {
  batchSize: optional(whole(2, { outside: [0] })),
  signal,
  onProgress: optional(callback(() => {})),
};
const pass = optional(options(passes));
const aFunction = { 'a function': 'one of the caller, of targets and outputs' };
const objectives = {
  loss: optional(
    accepting(
      options({ kind: name('categoricalCrossentropy'), fromLogits: optional(flag(false)) }),
      aFunction,
    ),
  ),
  lossWeights: optional(accepting(numbers([1]), { 'an empty object': 'every weight is 1' })),
  metrics: optional(
    accepting(
      list(options({ kind: name('topKCategoricalAccuracy'), k: optional(whole(2, { outside: [0] })) })),
      {
        ...aFunction,
        'an empty object': 'metrics of no output',
      },
    ),
  ),
};
const measured = optional(options({ ...passes, ...objectives }));
const dataCodes = ['INVALID_DATA', 'SHAPE_MISMATCH', 'LABEL_OUT_OF_RANGE'];

const quantity = name('valLoss');
const mode = optional(name('min'));
const own = "the name of a metric of one's own, of which `mode` tells which way is better";
const watched = accepting(quantity, { 'a string': own, 'a number as a string': own });
const monitor = options({ quantity: watched, minDelta: optional(number(0, { outside: [-1] })), mode });
const fraction = optional(number(0.5, { outside: [-0.1, 1] }));
const above0 = (value: number) => number(value, { outside: [0, -1] });
const augmentation: Argument = list();
const rate = accepting(above0(0.01), { 'a function': 'a schedule' });
const shared = {
  batchSize: optional(whole(2, { outside: [0] })),
  accumulate: optional(whole(1, { outside: [0] })),
  seed: optional(whole(1, { outside: [-1] })),
  optimizer: optional(
    options({ kind: name('adam'), beta1: fraction, beta2: fraction, epsilon: optional(above0(1e-7)) }),
  ),
  clipNorm: optional(above0(1)),
  clipValue: optional(above0(1)),
  labelSmoothing: fraction,
  ...objectives,
  classWeights: optional(
    accepting(numbers([1, 2]), { 'an array': 'two weights', 'a typed array': 'two weights' }),
  ),
  sampleWeights: optional(numbers([1, 2, 1, 1])),
  averageDecay: fraction,
  augmentation: optional(augmentation),
  workers: optional(whole(1, { outside: [0] })),
  lanes: optional(whole(2, { outside: [0, 65] })),
  arithmetic: optional(name('deterministic')),
  signal,
  now: optional(callback(() => 0)),
};
const fitOptions = {
  train: source,
  validation: optional(data),
  epochs: whole(1, { outside: [0] }),
  ...shared,
  learningRate: optional(rate),
  stop: optional(callback(() => true)),
  restoreBest: optional(monitor),
};
const rangeOptions = {
  from: optional(above0(1e-3)),
  to: optional(above0(1e-2)),
  steps: optional(whole(2, { outside: [1] })),
  smoothing: optional(number(0.5, { outside: [-1, 1] })),
  ...shared,
};
const restored = async () => {
  const own = newModel();
  const run = train.fit(own, {
    train: { images: new Uint8Array(16), labels: [0, 1, 1, 0], shape: [4, 2, 2, 1] },
    epochs: 1,
  });
  await run.next();
  const checkpoint = await run.checkpoint();
  await run.return({ epochs: [] });
  own.dispose();
  return checkpoint;
};
const checkpoint = await restored();
const checkpointBytes = await train.encodeCheckpoint(checkpoint);
const epoch = record({
  epoch: anything(1, 'a label'),
  valLoss: accepting(number(0.5), { NaN: 'a loss that diverged', Infinity: 'so did this' }),
});

const predictions = { labels: classNumbers([0, 1]), predictions: classNumbers([0, 1]) };
const rowCodes = { codes: ['LABEL_OUT_OF_RANGE', 'INVALID_DATA'] };
const probabilities = typedArray(Float32Array.of(0.9, 0.1, 0.2, 0.8));
const withProbabilities = {
  labels: classNumbers([0, 1]),
  probabilities,
  classes: optional(whole(2, { outside: [0] })),
};
const schedule = (fields: Readonly<Record<string, Argument>>): FunctionRow => ({
  arguments: { options: options(fields) },
});
const log = { batches: optional(flag(true)), append: optional(flag(true)) };
const logRow = (fields: Readonly<Record<string, Argument>>): FunctionRow => ({
  arguments: { options: optional(options(fields)) },
});
const builder = createGraphBuilder();
const pixels = builder.add({
  name: 'input',
  operation: { kind: 'input', shape: [2, 2, 1], type: 'uint8', scaled: true },
});
const flat = builder.add({ name: 'flat', operation: { kind: 'reshape', shape: [4] }, inputs: [pixels] });
const logits = builder.add({
  name: 'logits',
  operation: { kind: 'dense', units: 2, useBias: true },
  inputs: [flat],
});
const graph = builder.graph([
  builder.add({ name: 'softmax', operation: { kind: 'softmax' }, inputs: [logits] }),
]);

const network = accepting(
  instance(() => ({ graph, weights: new Float32Array(10) })),
  {},
);
const networkPlace = join(mkdtempSync(join(tmpdir(), 'nn101-arguments-')), 'network');
await train.saveNetwork({ graph, weights: new Float32Array(10) }, networkPlace);

const columnType = (value: string) => list(name(value));
const estimated = options({
  samples: whole(4, { outside: [0] }),
  validationSamples: optional(whole(4, { outside: [-1] })),
  loss: optional(
    accepting(name('categoricalCrossentropy'), {
      'a function': 'a loss that is a function, on the tape',
      'an empty object': 'losses of no output',
    }),
  ),
  batchSize: optional(whole(4, { outside: [0] })),
  accumulate: optional(whole(1, { outside: [0] })),
  lanes: optional(whole(4, { outside: [0] })),
  workers: optional(whole(1, { outside: [0] })),
  averageDecay: optional(number(0.9, { outside: [-0.1, 1] })),
  inputTypes: optional(columnType('uint8')),
  targetTypes: optional(columnType('uint8')),
  sharing: optional(flag(true)),
});

const rows: Readonly<Record<string, Row>> = {
  argmaxRows: { arguments: { probabilities, classes: whole(2, { outside: [0, 3, 257] }) } },
  assess: { arguments: { model, data, options: measured }, codes: dataCodes },
  bestEpoch: { arguments: { history: list(epoch), monitor } },
  calibrationError: {
    arguments: {
      source: options({ ...withProbabilities, bins: optional(whole(15, { outside: [0] })) }),
    },
    ...rowCodes,
  },
  classificationReport: {
    arguments: { source: options({ ...predictions, classNames: list(text('a'), text('b')) }) },
    ...rowCodes,
  },
  confusionMatrix: {
    arguments: { source: options({ ...predictions, classes: whole(2, { outside: [0] }) }) },
    ...rowCodes,
  },
  constantRate: { arguments: { rate: above0(1) } },
  cosineDecay: schedule({ from: above0(1), to: optional(number(0.5, { outside: [-1, 2] })) }),
  cosineRestarts: schedule({
    from: above0(1),
    to: optional(number(0.5, { outside: [-1, 2] })),
    first: whole(2, { outside: [0] }),
    growth: optional(whole(2, { outside: [0] })),
  }),
  createAugmenter: {
    arguments: {
      options: options({
        augmentation,
        shape: numbers([2, 2, 1]),
        seed: whole(0, { outside: [-1] }),
      }),
    },
    codes: ['INVALID_AUGMENTATION'],
    methodsOf: 'a function that is called for every image',
  },
  csvLog: logRow({ append: log.append }),
  decodeCheckpoint: {
    arguments: { bytes: accepting(typedArray(checkpointBytes), {}) },
    codes: ['CHECKPOINT_DAMAGED'],
  },
  earlyStopping: schedule({
    monitor,
    patience: optional(whole(1, { outside: [-1] })),
    startFromEpoch: optional(whole(1, { outside: [-1] })),
  }),
  encodeCheckpoint: { arguments: { checkpoint: instance(() => checkpoint) } },
  estimateTrainingMemory: { arguments: { model, options: estimated } },
  evaluate: { arguments: { model, data, options: measured }, codes: dataCodes },
  exponentialDecay: schedule({ rate: above0(1), factor: above0(0.5) }),
  fit: {
    arguments: {
      model,
      options: options(fitOptions),
    },
    codes: [...dataCodes, 'INVALID_AUGMENTATION'],
  },
  formatClassificationReport: {
    arguments: {
      report: accepting(
        instance(() => train.classificationReport({ labels: [0], predictions: [0], classNames: ['a'] })),
        {},
      ),
      options: optional(options({ digits: optional(whole(2, { outside: [-1, 21] })) })),
    },
  },
  jsonlLog: logRow({ batches: log.batches }),
  learningRateRange: {
    arguments: {
      model,
      options: options({ train: source, ...rangeOptions }),
    },
    codes: [...dataCodes, 'INVALID_AUGMENTATION'],
  },
  loadModel: {
    arguments: { directory },
    codes: ['MODEL_MISSING'],
    methodsOf: 'a model of tfjs-layers',
    dispose: (loaded) => (loaded as ReturnType<typeof newModel>).dispose(),
  },
  loadNetwork: {
    arguments: { directory: accepting(text(networkPlace), { 'a string': 'a directory of that name' }) },
    codes: ['MODEL_MISSING'],
    methodsOf: 'a network, which is plain data',
  },
  mixImages: {
    arguments: {
      options: options({
        image: bytes,
        partner: bytes,
        share: number(0.5, { outside: [-1, 2] }),
        target: bytes,
      }),
    },
  },
  networkOf: { arguments: { model }, methodsOf: 'a network, which is plain data' },
  oneCycle: schedule({
    peak: above0(1),
    rise: optional(number(0.5, { outside: [-1, 2] })),
    startDivisor: optional(above0(2)),
    endDivisor: optional(above0(2)),
  }),
  openCheckpointStore: {
    arguments: { directory: anyPlace },
    methods: {
      save: {
        arguments: {
          checkpoint: instance(() => checkpoint),
          options: optional(options({ best: optional(flag(true)) })),
        },
      },
      load: { arguments: { which: name('last') } },
      clear: { arguments: {} },
    },
  },
  parseAugmentation: {
    arguments: {
      text: accepting(text('flip'), {}),
    },
    codes: ['INVALID_AUGMENTATION'],
  },
  polynomialDecay: schedule({
    from: above0(1),
    to: optional(number(0.5, { outside: [-1, 2] })),
    power: optional(above0(1)),
  }),
  precisionRecallF1: {
    arguments: {
      source: options({
        ...predictions,
        classes: whole(2, { outside: [0] }),
        average: optional(name('macro')),
      }),
    },
    ...rowCodes,
  },
  predict: { arguments: { model, data: record(images), options: pass }, codes: dataCodes },
  predictOutputs: { arguments: { model, data: record(images), options: pass }, codes: dataCodes },
  prepareBackend: { arguments: {} },
  previewAugmentation: {
    arguments: {
      options: options({
        images: record(images),
        augmentation,
        variants: whole(2, { outside: [0] }),
        seed: optional(whole(2, { outside: [-1] })),
      }),
    },
    codes: ['INVALID_DATA', 'INVALID_AUGMENTATION'],
  },
  reachTarget: schedule({ quantity: watched, target: number(0.5), mode }),
  reduceOnPlateau: schedule({
    rate: above0(1),
    monitor,
    factor: optional(number(0.5, { outside: [-1, 2] })),
    patience: optional(whole(1, { outside: [-1] })),
    cooldown: optional(whole(1, { outside: [-1] })),
    minRate: optional(number(0.5, { outside: [-1, 2] })),
  }),
  saveNetwork: { arguments: { network, directory: anyPlace } },
  saveModel: { arguments: { model, directory: anyPlace } },
  stepDecay: schedule({
    rate: above0(1),
    factor: optional(above0(0.5)),
    every: whole(1, { outside: [0] }),
  }),
  suggestLearningRate: {
    arguments: {
      points: list(
        record({
          learningRate: number(0.1, { outside: [-1] }),
          smoothLoss: accepting(number(1), { NaN: 'a loss that diverged', Infinity: 'so did this' }),
        }),
      ),
    },
  },
  tensorBoardLog: logRow({ ...log, now: optional(callback(() => 0)) }),
  timeLimit: schedule({ seconds: above0(1) }),
  topKAccuracy: {
    arguments: {
      source: options({ ...withProbabilities, k: optional(whole(1, { outside: [0, 3] })) }),
    },
    ...rowCodes,
  },
  TrainError: { constant: 'an error class, thrown by this package alone' },
  warmUp: schedule({
    epochs: above0(1),
    schedule: rate,
    start: optional(number(0.5, { outside: [-1, 2] })),
  }),
  weightsSha256: { arguments: { model } },
};

/** What needs tfjs. */
const withTfjs = ['loadModel', 'networkOf', 'prepareBackend', 'saveModel'];

export const trainTable: PackageTable = {
  name: '@nn101/train',
  error: train.TrainError,
  entries: {
    '.': { module: train, rows },
    './graph': {
      module: trainGraph,
      rows: {
        ...Object.fromEntries(Object.entries(rows).filter(([name]) => !withTfjs.includes(name))),
        assess: { arguments: { network, data, options: measured }, codes: dataCodes },
        estimateTrainingMemory: {
          arguments: {
            network: accepting(
              instance(() => graph),
              { 'an empty object': 'a graph, refused by the kernels with their own error' },
            ),
            options: estimated,
          },
        },
        evaluate: { arguments: { network, data, options: measured }, codes: dataCodes },
        fit: {
          arguments: {
            network,
            options: options(fitOptions),
          },
          codes: [...dataCodes, 'INVALID_AUGMENTATION'],
        },
        learningRateRange: {
          arguments: { network, options: options({ train: source, ...rangeOptions }) },
          codes: [...dataCodes, 'INVALID_AUGMENTATION'],
        },
        predict: { arguments: { network, data: record(images), options: pass }, codes: dataCodes },
        predictOutputs: { arguments: { network, data: record(images), options: pass }, codes: dataCodes },
        weightsSha256: { arguments: { network } },
      },
    },
  },
};

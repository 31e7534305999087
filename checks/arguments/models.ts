// What @nn101/models exports, and valid arguments for all of it.
import * as models from '@nn101/models';
import * as graph from '@nn101/models/graph';
import { env, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import {
  accepting,
  anything,
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
import type { PackageTable } from './export-table.ts';

env().set('IS_TEST', true);
await setBackend('cpu');

const seed = whole(3, { outside: [-1, 2 ** 53] });
const units = whole(2, { outside: [0, 65_537] });
const overrides = {
  units: optional(units),
  activation: optional(name('tanh')),
  hiddenLayers: optional(whole(1, { outside: [-1, 65] })),
  classes: optional(whole(3, { outside: [1, 65_537] })),
};
const inputShape = numbers([4, 4, 1]);
const hidden = options({ kind: name('hidden'), units, activation: name('relu') });
const flatten = options({ kind: name('flatten') });
const output = options({ kind: name('output'), units: whole(2, { outside: [0, 1, 65_537] }) });
const convolution = options({
  kind: name('conv2d'),
  filters: units,
  padding: name('same'),
  maxNorm: optional(number(3, { outside: [0, -1] })),
});
const dropout = options({ kind: name('dropout'), rate: number(0.5, { outside: [-0.1, 1] }) });
const pooling = options({ kind: name('maxPooling2d') });
const courseLayers = list(convolution, dropout, pooling, hidden, flatten, output);

const built = () => models.buildModel({ inputShape: [2, 2, 1], layers: [{ kind: 'flatten' }] });
const size = accepting(whole(784, { outside: [-1] }), { null: 'the size of the batch' });
const summary = record({
  name: text('sequential'),
  rows: list(
    record({
      name: text('dense'),
      type: text('Dense'),
      outputShape: list(size),
      parameters: whole(3),
    }),
  ),
  parameters: whole(3, { outside: [-1] }),
  trainableParameters: whole(3),
  nonTrainableParameters: whole(0),
});
const isName = { arguments: { word: anything('tanh', 'it tells names from everything else') } };

const network = record({
  inputs: list(options({ name: optional(text('x')), shape: numbers([4]), type: optional(name('float32')) })),
  layers: list(
    options({
      kind: name('dense'),
      units,
      name: optional(text('first')),
      inputs: optional(list(text('x'))),
      activation: optional(name('relu')),
    }),
  ),
  outputs: optional(list(text('first'))),
});

const networkWeights = typedArray(new Float32Array(10));

export const modelsTable: PackageTable = {
  name: '@nn101/models',
  error: models.ModelError,
  entries: {
    '.': {
      module: models,
      rows: {
        activationNames: { constant: 'a list of names' },
        overrideLayers: {
          arguments: {
            layers: list(hidden, convolution, pooling, dropout, flatten, output),
            changes: options(overrides),
          },
        },
        buildModel: {
          arguments: {
            options: options({
              layers: courseLayers,
              inputShape,
              seed: optional(seed),
            }),
          },
          methodsOf: 'a model of tfjs-layers',
          dispose,
        },
        createLayersModel: {
          arguments: {
            options: options({ network, seed: optional(seed), weights: optional(networkWeights) }),
          },
          methodsOf: 'a model of tfjs-layers',
          dispose,
        },
        createModel: {
          arguments: {
            name: name('mnist-basic'),
            options: optional(
              options({ seed: optional(seed), ...overrides, inputShape: optional(inputShape) }),
            ),
          },
          codes: ['UNKNOWN_MODEL'],
          methodsOf: 'a model of tfjs-layers',
          dispose,
        },
        formatSummary: {
          arguments: {
            summary,
          },
        },
        glorotUniform: {
          arguments: { options: options({ seed, layer: whole(1, { outside: [-1] }) }) },
          methodsOf: 'an initializer of tfjs-layers, but for apply, whose test is beside it',
        },
        isActivationName: isName,
        isModelName: isName,
        ModelError: { constant: 'an error class, thrown by this package alone' },
        models: { constant: 'the descriptors of the five models' },
        registerExponential: { arguments: {} },
        summarize: { arguments: { model: instance(built) } },
      },
    },
    './graph': {
      module: graph,
      rows: {
        activationNames: { constant: 'the activations that hidden layers of the course can have' },
        overrideLayers: {
          arguments: {
            layers: list(hidden, convolution, pooling, dropout, flatten, output),
            changes: options(overrides),
          },
        },
        buildGraph: { arguments: { options: options({ network, seed: optional(seed) }) } },
        courseNetwork: { arguments: { options: options({ layers: courseLayers, inputShape }) } },
        createNetwork: {
          arguments: {
            name: name('resnet-20'),
            options: optional(
              options({
                inputShape: optional(numbers([8, 8, 3])),
                classes: optional(whole(3, { outside: [1, 65_537] })),
              }),
            ),
          },
          codes: ['UNKNOWN_MODEL'],
        },
        formatSummary: { arguments: { summary } },
        graphOf: { arguments: { network } },
        isActivationName: isName,
        isModelName: isName,
        isNetworkName: isName,
        layersModelFile: {
          arguments: { options: options({ network, weights: networkWeights }) },
        },
        ModelError: { constant: 'an error class, thrown by this package alone' },
        models: { constant: 'the descriptors of the five models' },
        networks: { constant: 'the descriptors of the networks' },
        summarizeNetwork: { arguments: { network } },
      },
    },
  },
};

function dispose(model: unknown): void {
  (model as ReturnType<typeof models.createModel>).dispose();
}

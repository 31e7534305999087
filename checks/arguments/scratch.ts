// What @nn101/scratch exports, and valid arguments for all of it.
import * as scratch from '@nn101/scratch';
import {
  accepting,
  callback,
  instance,
  list,
  matrix,
  name,
  number,
  numbers,
  optional,
  options,
  record,
  whole,
} from './argument-kinds.ts';
import type { FunctionRow, PackageTable } from './export-table.ts';

const seed = whole(2, { outside: [-1, 2 ** 32] });
const count = whole(3, { outside: [-1] });
const learningRate = optional(number(0.3, { outside: [0, -1] }));

const layer = record({
  weights: matrix([
    [1, -1],
    [0.5, 2],
  ]),
  biases: numbers([0, 1]),
  activation: name('sigmoid'),
});
const network = record({ layers: list(layer) });
const inputs = matrix([
  [0, 1],
  [1, 1],
]);
const targets = matrix([
  [1, 0],
  [0, 1],
]);
const vector = numbers([0.25, 0.75]);
const parameters = numbers([1, 2, 3, 4, 5, 6]);
const loss = record({ cost: callback(() => 1), gradient: callback((a: readonly number[]) => [...a]) });
const batch = { network, inputs, targets, loss };
const state = record({ step: whole(0, { outside: [-1] }), moments: list() });

const optimizerMethods = (moments: number): Readonly<Record<string, FunctionRow>> => ({
  start: { arguments: { parameterCount: count } },
  update: {
    arguments: {
      options: options({
        parameters: vector,
        gradients: vector,
        state: record({
          step: whole(0, { outside: [-1] }),
          moments: list(...Array.from({ length: moments }, () => vector)),
        }),
      }),
    },
  },
});

const curve = (curveName: string): Readonly<Record<string, FunctionRow>> => ({
  [`${curveName}.value`]: { arguments: { z: number(0.5) } },
  [`${curveName}.derivative`]: { arguments: { a: number(0.5) } },
});
const activation = (activationName: string): Readonly<Record<string, FunctionRow>> => ({
  [`${activationName}.forward`]: { arguments: { z: vector } },
  [`${activationName}.backward`]: { arguments: { a: vector, dA: vector } },
});
const lossFunctions = (lossName: string): Readonly<Record<string, FunctionRow>> => ({
  [`${lossName}.cost`]: { arguments: { a: vector, y: vector } },
  [`${lossName}.gradient`]: { arguments: { a: vector, y: vector } },
});
const canonical = (lossName: string): Readonly<Record<string, FunctionRow>> => ({
  [`${lossName}.canonical.delta`]: { arguments: { a: vector, y: vector } },
});
const initializer: FunctionRow = {
  arguments: {
    options: options({
      random: instance(() => new scratch.RandomState(1)),
      inputs: whole(2, { outside: [0] }),
      units: whole(3, { outside: [0] }),
    }),
  },
};

const allOf = (
  names: readonly string[],
  rowsOf: (member: string) => Readonly<Record<string, FunctionRow>>,
): Readonly<Record<string, FunctionRow>> => Object.assign({}, ...names.map(rowsOf));

export const scratchTable: PackageTable = {
  name: '@nn101/scratch',
  error: scratch.ScratchError,
  entries: {
    '.': {
      module: scratch,
      rows: {
        activations: { members: allOf(Object.keys(scratch.activations), activation) },
        adam: {
          arguments: {
            options: optional(
              options({
                learningRate,
                beta1: optional(number(0.9, { outside: [-0.1, 1] })),
                beta2: optional(number(0.9, { outside: [-0.1, 1] })),
                epsilon: optional(number(1e-7, { outside: [0] })),
              }),
            ),
          },
          methods: optimizerMethods(2),
        },
        backpropagate: { arguments: { options: options(batch) } },
        backwardActivation: { arguments: { options: options({ layer, a: inputs, dA: targets }) } },
        backwardInputs: { arguments: { layer, delta: targets } },
        backwardParameters: { arguments: { inputs, delta: targets } },
        batchCost: { arguments: { options: options(batch) } },
        checkGradients: {
          arguments: {
            options: options({
              ...batch,
              step: optional(number(1e-5, { outside: [0] })),
              tolerance: optional(number(1, { outside: [0] })),
            }),
          },
        },
        createNetwork: {
          arguments: {
            options: options({
              inputs: whole(2, { outside: [0] }),
              layers: list(options({ units: whole(3, { outside: [0] }), activation: name('tanh') })),
              seed: optional(seed),
              initializer: optional(callback(scratch.initializers.heNormal)),
            }),
          },
        },
        curves: { members: allOf(Object.keys(scratch.curves), curve) },
        decisionSurface: {
          arguments: {
            options: options({
              network,
              xRange: optional(numbers([0, 1])),
              yRange: optional(numbers([0, 1])),
              columns: optional(whole(3, { outside: [1] })),
              rows: optional(whole(3, { outside: [1] })),
              layer: optional(whole(0, { outside: [-1, 1] })),
              unit: optional(whole(1, { outside: [-1, 2] })),
            }),
          },
        },
        flattenGradients: { arguments: { layers: list(record({ dW: inputs, db: vector })) } },
        flattenParameters: { arguments: { network } },
        forward: { arguments: { network, inputs } },
        forwardLayer: { arguments: { layer, inputs } },
        fromJSON: {
          arguments: {
            value: record({ format: name('nn101-scratch-network'), version: number(1), layers: list(layer) }),
          },
          codes: ['INVALID_NETWORK'],
        },
        gradientDescent: {
          arguments: { options: optional(options({ learningRate })) },
          methods: optimizerMethods(0),
        },
        initializers: {
          members: allOf(Object.keys(scratch.initializers), (key) => ({ [key]: initializer })),
        },
        losses: {
          members: {
            ...allOf(Object.keys(scratch.losses), lossFunctions),
            ...allOf(['binaryCrossEntropy', 'categoricalCrossEntropy'], canonical),
          },
        },
        momentum: {
          arguments: {
            options: optional(
              options({ learningRate, momentum: optional(number(0.5, { outside: [-0.1, 1] })) }),
            ),
          },
          methods: optimizerMethods(1),
        },
        outputDelta: {
          arguments: { options: options({ loss, activation: name('sigmoid'), a: vector, y: vector }) },
        },
        predict: { arguments: { network, inputs } },
        RandomState: {
          isClass: true,
          arguments: { seed },
          statics: {
            from: {
              arguments: {
                snapshot: record({
                  words: numbers(new scratch.RandomState(1).snapshot().words as number[]),
                  position: whole(3, { outside: [-1, 625] }),
                  spare: accepting(number(0.5), { null: 'there is no spare number' }),
                }),
              },
              methodsOf: 'a RandomState, whose methods are in the table of its class',
            },
          },
          methods: {
            snapshot: { arguments: {} },
            rand: { arguments: { count } },
            randn: { arguments: { count } },
            randint: { arguments: { below: whole(10, { outside: [0, 2 ** 33] }), count } },
            permutation: { arguments: { count } },
          },
        },
        ScratchError: { constant: 'an error class, thrown by this package alone' },
        toJSON: { arguments: { network } },
        trainingStep: {
          arguments: {
            options: options({
              ...batch,
              optimizer: record({
                start: callback(() => ({ step: 0, moments: [] })),
                update: callback(scratch.gradientDescent().update),
              }),
              state: optional(state),
            }),
          },
        },
        trainXor: {
          arguments: {
            options: optional(
              options({
                seed: optional(seed),
                hidden: optional(whole(2, { outside: [0, 1025] })),
                iterations: optional(whole(3, { outside: [-1] })),
                learningRate,
              }),
            ),
          },
        },
        withParameters: { arguments: { network, parameters } },
        xorExamples: { constant: 'the four examples' },
      },
    },
  },
};

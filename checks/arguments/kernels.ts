// What @nn101/kernels exports, at both of its paths, and valid arguments for all of it.
import * as kernels from '@nn101/kernels';
import * as plan from '@nn101/kernels/plan';
import '@tensorflow/tfjs-backend-wasm';
import { env, setBackend } from '@tensorflow/tfjs-core';
import {
  accepting,
  flag,
  instance,
  list,
  name,
  number,
  numbers,
  optional,
  options,
  record,
  whole,
} from './argument-kinds.ts';
import type { PackageTable, Row } from './export-table.ts';

env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
await setBackend('wasm');

const word = { 'an array': 'two whole numbers are a pair of words' };
const words = accepting(numbers([1, 2]), word);
const arithmetic = optional(name('deterministic'));
const pair = accepting(numbers([2, 2]), { 'an array': 'two whole numbers are sizes' });
const count = whole(2, { outside: [0] });

const dense = { kind: name('dense'), units: count, useBias: flag(true) };
const layers = list(
  options({
    kind: name('conv2d'),
    filters: count,
    kernelSize: pair,
    strides: pair,
    padding: name('same'),
    activation: name('relu'),
    useBias: flag(true),
  }),
  options({ kind: name('maxPool2d'), poolSize: pair, strides: pair, padding: name('same') }),
  options({ kind: name('dropout'), rate: number(0.5, { outside: [-0.1, 1] }), key: words }),
  options({ kind: name('flatten') }),
  options({ ...dense, activation: name('tanh') }),
  options({ ...dense, activation: name('softmax') }),
);
const shape = { inputShape: numbers([4, 4, 1]), layers, microBatch: count };
const memory = {
  ...shape,
  lanes: optional(count),
  averaged: optional(flag(true)),
  shared: optional(flag(false)),
  plans: optional(count),
  arithmetic,
};
const tensorOptions = options({
  shape: accepting(numbers([2, 3]), { 'an array': 'two lengths', 'a nested array': 'none of it' }),
  key: words,
  counter: whole(3, { outside: [2 ** 32] }),
  first: optional(whole(2, { outside: [-2, 1] })),
});
const made = () => plan.createTrainingMemory({ inputShape: [2, 2, 1], layers: plainLayers, microBatch: 1 });
const plainLayers = [
  { kind: 'flatten' },
  { kind: 'dense', units: 2, activation: 'softmax', useBias: true },
] as const;
const training = made();
const { vectors } = training;
const vectorsRecord = record({
  count: whole(vectors.count, { outside: [-1] }),
  parameters: whole(vectors.parameters, { outside: [-1] }),
  moments: numbers(vectors.moments),
  lanes: accepting(numbers(vectors.lanes), {
    'an array': 'two addresses',
    'a typed array': 'addresses',
  }),
  average: whole(vectors.average, { outside: [-1] }),
});

const everyBatch = 'methods that are called for every batch: they trust what the plan was made for';

const planRows: Readonly<Record<string, Row>> = {
  BLOCK: { constant: 'a number' },
  createFlatOptimizer: {
    arguments: {
      options: options({
        count: whole(8, { outside: [0] }),
        lanes: optional(count),
        averaged: optional(flag(true)),
        arithmetic,
      }),
    },
    methodsOf: everyBatch,
  },
  createTrainingMemory: { arguments: { options: options(memory) }, methodsOf: "WebAssembly's own" },
  createTrainingPlan: {
    arguments: {
      options: options({ ...shape, arithmetic }),
    },
    methodsOf: everyBatch,
  },
  KernelError: { constant: 'an error class, thrown by this package alone' },
  layerShapes: {
    arguments: {
      layer: options({ ...dense, activation: name('relu') }),
      input: accepting(numbers([4]), { 'a typed array': 'never' }),
    },
    codes: ['UNSUPPORTED'],
  },
  threefry2x32: { arguments: { key: words, counter: words } },
  trainingBytes: { arguments: { options: options(memory) } },
  viewVectors: {
    arguments: { memory: instance(() => training.memory), vectors: vectorsRecord },
  },
};

export const kernelsTable: PackageTable = {
  name: '@nn101/kernels',
  error: kernels.KernelError,
  entries: {
    './plan': { module: plan, rows: planRows },
    '.': {
      module: kernels,
      rows: {
        ...planRows,
        randomNormal: { arguments: { options: tensorOptions }, methodsOf: 'a tensor of tfjs' },
        randomUniform: { arguments: { options: tensorOptions }, methodsOf: 'a tensor of tfjs' },
        registerTrainingKernels: {
          arguments: { options: optional(options({ arithmetic })) },
          methodsOf: 'undo(), which takes no arguments and would leave the other tables without kernels',
        },
      },
    },
  },
};

// What @nn101/kernels exports, at both of its paths, and valid arguments for all of it.
import * as kernels from '@nn101/kernels';
import * as graphs from '@nn101/kernels/graph';
import '@tensorflow/tfjs-backend-wasm';
import { env, setBackend } from '@tensorflow/tfjs-core';
import {
  type Argument,
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
  text,
  whole,
} from './argument-kinds.ts';
import type { PackageTable, Row } from './export-table.ts';

env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
await setBackend('wasm');

const word = { 'an array': 'two whole numbers are a pair of words' };
const words = accepting(numbers([1, 2]), word);
const arithmetic = optional(name('deterministic'));
const count = whole(2, { outside: [0] });

const builder = graphs.createGraphBuilder();
const input = builder.add({ name: 'input', operation: { kind: 'input', shape: [4], type: 'float32' } });
const dense = builder.add({
  name: 'dense',
  operation: { kind: 'dense', units: 2, useBias: true },
  inputs: [input],
});
const output = builder.add({ name: 'softmax', operation: { kind: 'softmax' }, inputs: [dense] });
const network = builder.graph([output]);

const names = (value: string) => accepting(text(value), { 'a string': 'a name like any other' });
const indices = (...values: readonly number[]) =>
  list(...values.map((value) => whole(value, { outside: [-1] })));
const node = (operation: Argument, parameters: readonly number[] = [], inputs: readonly number[] = []) =>
  options({
    name: names('layer'),
    operation,
    inputs: indices(...inputs),
    parameters: indices(...parameters),
    states: indices(),
  });
const parameter = (lengths: readonly number[]) =>
  options({
    name: names('weight'),
    shape: lengthsOf(lengths),
    trainable: flag(true),
    l1: optional(number(0.01, { outside: [-1] })),
    l2: optional(number(0.01, { outside: [-1] })),
    constraint: optional(options({ kind: name('maxNorm'), maxValue: number(2, { outside: [-1] }) })),
  });
const lengthsOf = (lengths: readonly number[]) =>
  list(...lengths.map((length) => whole(length, { outside: [0] })));
const operation = options({
  kind: name('dense'),
  units: count,
  useBias: flag(true),
  activation: optional(name('tanh')),
});
const graph = options({
  nodes: list(
    node(options({ kind: name('input'), shape: lengthsOf([4]), type: name('float32') })),
    node(operation, [0, 1], [0]),
    node(options({ kind: name('dropout'), rate: number(0.5, { outside: [-0.1, 1] }), key: words }), [], [1]),
    node(options({ kind: name('softmax') }), [], [2]),
  ),
  parameters: list(parameter([4, 2]), parameter([2])),
  states: list(),
  outputs: indices(3),
});
const stateful = options({
  nodes: list(
    node(options({ kind: name('input'), shape: lengthsOf([4]), type: name('float32') })),
    options({
      name: names('layer'),
      operation: options({
        kind: name('batchNormalization'),
        epsilon: number(0.001, { outside: [-1] }),
        scale: flag(false),
        center: flag(false),
      }),
      inputs: indices(0),
      parameters: indices(),
      states: indices(0),
    }),
  ),
  parameters: list(),
  states: list(
    options({ name: names('mean'), shape: lengthsOf([4]), momentum: number(0.9, { outside: [-1, 2] }) }),
  ),
  outputs: indices(1),
});
const losses = optional(
  list(
    options({
      loss: options({ kind: name('categoricalCrossEntropy') }),
      output: optional(whole(0, { outside: [-1, 1] })),
      weight: optional(number(2)),
    }),
  ),
);
const shape = { graph, losses, rows: count };
const memory = {
  ...shape,
  shards: optional(count),
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
const made = () => graphs.createTrainingMemory({ graph: network, rows: 1 });
const training = made();
const { vectors } = training;
const vectorsRecord = record({
  count: whole(vectors.count, { outside: [-1] }),
  frozen: whole(vectors.frozen, { outside: [-1] }),
  parameters: whole(vectors.parameters, { outside: [-1] }),
  moments: numbers(vectors.moments),
  lanes: accepting(numbers(vectors.lanes), {
    'an array': 'two addresses',
    'a typed array': 'addresses',
  }),
  average: whole(vectors.average, { outside: [-1] }),
});

const everyBatch = 'methods that are called for every batch: they trust what the program was made for';

const graphRows: Readonly<Record<string, Row>> = {
  arithmetics: { constant: 'names' },
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
  createGraphBuilder: { arguments: {}, methodsOf: 'add() is checked by its own test, build-graph.test.ts' },
  createInferenceProgram: {
    arguments: { options: options({ ...shape, arithmetic }) },
    methodsOf: everyBatch,
  },
  createTrainingProgram: { arguments: { options: options({ ...shape, arithmetic }) }, methodsOf: everyBatch },
  inferShapes: { arguments: { graph } },
  KernelError: { constant: 'an error class, thrown by this package alone' },
  mixesRows: { arguments: { graph } },
  sharesParameters: { arguments: { graph } },
  layOutParameters: { arguments: { graph } },
  momentumOfStep: { arguments: { graph: stateful, state: whole(0, { outside: [-1, 1] }) } },
  nodeShapes: {
    arguments: { node: options({ name: names('layer'), operation }), inputs: list(lengthsOf([4])) },
  },
  requireArithmetic: { arguments: { arithmetic: name('deterministic') } },
  sizeOf: { arguments: { shape: list(whole(2, { outside: [-1] })) } },
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
    './graph': { module: graphs, rows: graphRows },
    '.': {
      module: kernels,
      rows: {
        ...graphRows,
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

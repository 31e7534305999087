// Which engines train which models on which batches: the comparisons that the tables show.
import type { ModelName } from '@nn101/models';
import type { NetworkName } from '@nn101/models/graph';
import type { Kind } from '../record/benchmark-record.ts';
import type { EngineName } from './engines.ts';
import type { Limits } from './take-turns.ts';
import type { Task } from './task.ts';

/** One engine with one task. */
export interface Cell extends Task {
  readonly engine: EngineName;
}

export interface Preset {
  readonly kind: Extract<Kind, 'native' | 'cores' | 'fused' | 'networks' | 'rivals'>;
  /** Cells of a group take turns; groups follow one another. */
  readonly groups: readonly (readonly Cell[])[];
  readonly limits: Limits;
}

const dense: readonly ModelName[] = ['mnist-basic'];
const convolutional: readonly ModelName[] = [
  'mnist-cnn',
  'fashion-mnist-cnn',
  'fashion-mnist-cnn-2',
  'cifar-cnn',
];
const all = [...dense, ...convolutional];

/** Ours and PyTorch on one thread, step by step in turn, so that a machine that slows down slows both. */
const native: Preset = {
  kind: 'native',
  groups: [1000, 128].flatMap((batchSize) =>
    all.map((model) => (['nn101', 'pytorch-1'] as const).map((engine) => ({ engine, model, batchSize }))),
  ),
  limits: { seconds: 15, leastRounds: 3, mostRounds: 100, processSeconds: 180 },
};

/** What a second worker brings, and PyTorch with as many threads; in turns as well. */
const cores: Preset = {
  kind: 'cores',
  groups: convolutional.map((model) =>
    (['nn101', 'nn101-2', 'pytorch-2'] as const).map((engine) => ({ engine, model, batchSize: 1000 })),
  ),
  limits: native.limits,
};

/** What fused multiply-adds bring: both arithmetics in turns. Needs Node 22 or later. */
const fused: Preset = {
  kind: 'fused',
  groups: [1000, 128].flatMap((batchSize) =>
    all.map((model) => (['nn101', 'nn101-fused'] as const).map((engine) => ({ engine, model, batchSize }))),
  ),
  limits: native.limits,
};

const quick: readonly EngineName[] = [
  'nn101',
  'nn101-2',
  'pytorch-1',
  'pytorch-2',
  'tfjs-wasm',
  'tfjs-wasm-kernels',
];

/** Everything that there is, each in its own time; engines that are slow get batches that they can finish. */
const rivals: Preset = {
  kind: 'rivals',
  groups: [
    ...quick.flatMap((engine) => cells(engine, all, 128)),
    ...cells('tfjs-cpu', dense, 32),
    ...cells('tfjs-cpu', ['mnist-cnn'], 2),
    ...cells('jax-js', dense, 128),
    ...cells('jax-js', convolutional, 4),
    ...cells('convnetjs', dense, 128),
    ...cells('convnetjs', convolutional, 8),
    ...cells('brain.js', dense, 128),
    ...cells('brain.js', ['mnist-cnn'], 1),
  ],
  limits: { seconds: 4, leastRounds: 2, mostRounds: 20, processSeconds: 60 },
};

const today: readonly NetworkName[] = ['resnet-20', 'airbench-94', 'mobilenet-32'];

/** Engines with one thread, then with two. */
const byThreads = [
  ['nn101', 'pytorch-1', 'pytorch-newest-1', 'tensorflow-1'],
  ['nn101-2', 'pytorch-2', 'pytorch-newest-2', 'tensorflow-2'],
] as const satisfies (readonly EngineName[])[];

/**
 * The course's models and networks of today's practice: ours and native engines, in turns. At batch size 1000, where several
 * engines at once would not fit into memory, ours and one of them.
 */
const networks: Preset = {
  kind: 'networks',
  groups: [
    ...byThreads.flatMap((engines) =>
      [...today, ...all].map((model) => engines.map((engine) => ({ engine, model, batchSize: 128 }))),
    ),
    ...byThreads.flatMap(([ours, theirs]) =>
      today.map((model) => [ours, theirs].map((engine) => ({ engine, model, batchSize: 1000 }))),
    ),
  ],
  limits: { seconds: 12, leastRounds: 2, mostRounds: 100, processSeconds: 180 },
};

function cells(engine: EngineName, models: readonly ModelName[], batchSize: number): Cell[][] {
  return models.map((model) => [{ engine, model, batchSize }]);
}

export const presets = { native, cores, fused, networks, rivals } as const;

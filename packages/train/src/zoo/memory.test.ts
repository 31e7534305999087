// Every network of the zoo uses the memory that was estimated for it. Replicas work in this thread, where their allocations
// can be counted: pages of WebAssembly memory, and copies of the data.
import { beforeAll, expect, test, vi } from 'vitest';
import type { Table } from '../data/training-data.ts';
import type { ReplicaOptions } from '../replica/replica.ts';
import { estimateTrainingMemory, fit } from '../tape/model-functions.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { networks } from './networks.ts';
import { make, objectivesOf } from './train-network.ts';
import { samples } from './zoo-network.ts';

/** Allowed difference between the estimate and the measurement. */
const tolerance = 0.1;

const taken = vi.hoisted(() => ({ memories: [] as WebAssembly.Memory[], tables: [] as Table[] }));

vi.mock('@nn101/kernels/graph', async (original) => {
  const graphs = await original<typeof import('@nn101/kernels/graph')>();
  const createTrainingMemory: typeof graphs.createTrainingMemory = (options) => {
    const made = graphs.createTrainingMemory(options);
    taken.memories.push(made.memory);
    return made;
  };
  return { ...graphs, createTrainingMemory };
});

vi.mock('../replica/replica-handle.ts', async (original) => {
  const { localReplica, ...others } = await original<typeof import('../replica/replica-handle.ts')>();
  return { ...others, localReplica, workerReplica: async (options: ReplicaOptions) => localReplica(options) };
});

vi.mock('../replica/shared-table.ts', async (original) => {
  const { sharedTable } = await original<typeof import('../replica/shared-table.ts')>();
  const counted = (table: Table) => {
    const shared = sharedTable(table);
    taken.tables.push(shared);
    return shared;
  };
  return { sharedTable: counted };
});

beforeAll(prepareBackend);

function bytesTaken(): number {
  const columns = taken.tables.flatMap(({ inputs, targets }) => [...inputs, ...targets]);
  return (
    taken.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) +
    columns.reduce((sum, { values }) => sum + values.byteLength, 0)
  );
}

test.each(Object.entries(networks))('%s', async (_, network) => {
  for (const workers of [1, 4]) {
    taken.memories.length = 0;
    taken.tables.length = 0;
    const model = make(network);
    const settings = { batchSize: 48, lanes: 4, workers, averageDecay: 0.9 };
    const run = fit(model, {
      ...{ train: network.train, validation: network.train, epochs: 1 },
      ...settings,
      ...objectivesOf(network),
    });
    let events = 0;
    for await (const _ of run) events++;
    expect(events).toBeGreaterThan(3);
    expect(taken.memories).toHaveLength(1);
    const { loss } = network;
    const estimate = estimateTrainingMemory(model, {
      ...{ samples, validationSamples: samples, ...settings },
      ...(loss && { loss }),
    });
    expect(estimate.workers).toBe(workers);
    expect(Math.abs(estimate.total / bytesTaken() - 1)).toBeLessThan(tolerance);
    model.dispose();
  }
});

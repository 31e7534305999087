// A process with one network of the zoo, the program of zoo-memory.ts. FOLDER NAME graph prints the network for another engine;
// FOLDER NAME TIMES STEPS LANES trains it with one worker on a batch of TIMES as many samples as the zoo has, and prints the
// memory that it took. With 0 lanes, fit() chooses them.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fit, networkOf, type ObjectiveOptions, prepareBackend, type TrainingData } from '@nn101/train';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { repeatSamples } from './repeat-samples.ts';
import type { ZooGraph, ZooMemory } from './zoo-memory.ts';

/** What the zoo has of a network. */
interface ZooNetwork extends Pick<ObjectiveOptions, 'loss' | 'lossWeights'> {
  create(): LayersModel;
  readonly train: TrainingData;
}

const [url, name, ...words] = process.argv.slice(2);
const { networks }: { networks: Readonly<Record<string, ZooNetwork>> } = await import(`${url}networks.js`);
const { samples }: { samples: number } = await import(`${url}zoo-network.js`);
await prepareBackend();
const result = words[0] === 'graph' ? graphOf(networks[name]) : await train(networks[name]);
process.stdout.write(JSON.stringify(result));

function graphOf({ create, loss = 'categoricalCrossentropy', lossWeights }: ZooNetwork): ZooGraph {
  const model = create();
  return {
    graph: networkOf(model).graph,
    losses: model.outputNames.map((output) => ({
      name: String(ofOutput(loss, output)),
      weight: Number(ofOutput(lossWeights ?? 1, output)),
    })),
  };
}

/** One for all outputs, or by their names. */
function ofOutput(choice: unknown, output: string): unknown {
  const isByName = typeof choice === 'object' && choice !== null;
  return isByName ? Reflect.get(choice, output) : choice;
}

async function train({ create, train, loss, lossWeights }: ZooNetwork): Promise<ZooMemory> {
  const [times, steps, lanes] = words.map(Number);
  // What loading has left over is no part of the base: it would hide as much of the growth.
  globalThis.gc?.();
  await setTimeout(200);
  globalThis.gc?.();
  const baseBytes = bytesOf('VmRSS');
  const run = fit(create(), {
    // One step an epoch.
    ...{ train: repeatSamples(train, times), epochs: steps, batchSize: times * samples, workers: 1 },
    ...(lanes > 0 && { lanes }),
    ...(loss && { loss }),
    ...(lossWeights && { lossWeights }),
  });
  for await (const event of run) {
    if (event.type === 'start' && event.engine !== 'plan')
      throw new Error(`It trains on the ${event.engine}.`);
  }
  return { baseBytes, peakBytes: bytesOf('VmHWM'), version: process.versions.node };
}

/** What Linux says of this process. */
function bytesOf(field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/self/status has no ${field}.`);
  return 1024 * Number(kibibytes);
}

// Times whole training steps of one model on random images. `commands/bench.ts` prints the result.
import { buildGraph, createNetwork, type NetworkName, networks } from '@nn101/models/graph';
import { RandomState } from '@nn101/scratch';
import { type Arithmetic, fit, type LabelledImages } from '@nn101/train/graph';
import { defaultLanes } from '../recipes/recipe.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Time of a training step, per image. */
export interface StepTime {
  readonly model: NetworkName;
  /** The engine, such as "nn101 wasm simd (deterministic)". */
  readonly engine: string;
  readonly workers: number;
  readonly batchSize: number;
  readonly microsecondsPerSample: { readonly best: number; readonly median: number };
}

/** What to measure, and who is notified. */
export interface MeasureOptions {
  readonly engine: string;
  readonly workers: number;
  readonly arithmetic: Arithmetic;
  /** Images in a step. */
  readonly batchSize: number;
  /** Number of steps to measure, after one to warm up. */
  readonly steps: number;
  readonly terminal: Pick<Terminal, 'now' | 'signal' | 'yieldToEventLoop'>;
  /** Called before each measured step, with its number from 1. */
  readonly onStep?: (step: number) => void;
}

/**
 * Trains on the same random batch repeatedly. A step covers everything from the images' bytes to the new weights:
 * gathering, forward pass, loss, backward pass, Adam. Throws what `fit` throws.
 */
export async function measureModel(name: NetworkName, options: MeasureOptions): Promise<StepTime> {
  const { engine, workers, arithmetic, batchSize, steps, terminal, onStep = () => undefined } = options;
  const network = buildGraph({ network: createNetwork(name), seed: 0 });
  const times: number[] = [];
  const train = randomImages(networks[name].inputShape, batchSize);
  // With one step per epoch, the time of an epoch is the time of its step.
  const training = {
    train,
    epochs: steps + 1,
    batchSize,
    // The default of `nn101 train`.
    lanes: defaultLanes,
    seed: 0,
    workers,
    arithmetic,
    now: terminal.now,
    signal: terminal.signal,
  };
  for await (const event of fit(network, training)) {
    if (event.type !== 'epoch') continue;
    times.push(event.microsecondsPerSample);
    await terminal.yieldToEventLoop();
    if (event.epoch <= steps) onStep(event.epoch);
  }
  const pluralize = times.slice(1);
  const microsecondsPerSample = { best: Math.min(...pluralize), median: median(pluralize) };
  return { model: name, engine, workers, batchSize, microsecondsPerSample };
}

const classes = 10;

/** Random bytes and labels, the same at every call. */
function randomImages(imageShape: readonly [number, number, number], count: number): LabelledImages {
  const random = new RandomState(0);
  const size = count * imageShape.reduce((product, length) => product * length, 1);
  return {
    images: Uint8Array.from(random.rand(size), (value) => 256 * value),
    labels: Uint8Array.from(random.rand(count), (value) => classes * value),
    shape: [count, ...imageShape],
  };
}

/** The middle value, or the mean of the two in the middle. NaN for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

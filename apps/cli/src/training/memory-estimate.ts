// Estimates how much memory a run needs before it allocates any, and suggests a smaller run if that is too much.
import { graphOf, type ModelName, models } from '@nn101/models/graph';
import { estimateTrainingMemory } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { byteSize } from '../text/quantities.ts';
import { networkOfRun } from './configuration.ts';

/** The number of images in a data set. */
export interface DataSize {
  readonly trainingImages: number;
  readonly testImages: number;
}

/** What is known before training starts. */
export interface ExpectedRun extends DataSize {
  readonly configuration: RunConfiguration;
  readonly workers: number | 'auto';
}

/** Estimated memory of a run, in bytes. */
export interface MemoryEstimate {
  /** Memory of the training's WebAssembly module, which is limited to 4 GiB. */
  readonly wasm: number;
  /** Maximum resident memory of the process. */
  readonly total: number;
  readonly workers: number;
}

// Measured on Node 20, x64: the program itself, and each thread with its engine and modules.
const programBytes = 130e6;
const workerBytes = 45e6;
const wasmLimit = 2 ** 32;

/** Estimates the maximum memory of a run. */
export function estimateMemory({
  configuration,
  workers,
  trainingImages,
  testImages,
}: ExpectedRun): MemoryEstimate {
  const { inputShape } = models[configuration.model as ModelName];
  const { batchSize, lanes, averageDecay, validation, restoreBest } = configuration;
  const graph = graphOf(networkOfRun(configuration));
  const images = Math.min(configuration.limit ?? trainingImages, trainingImages);
  const validationImages = validation === 'none' ? 0 : testImages;
  const training = estimateTrainingMemory(graph, {
    samples: images,
    validationSamples: validationImages,
    batchSize,
    lanes,
    workers,
    ...(averageDecay !== undefined && { averageDecay }),
  });
  const imageBytes = inputShape.reduce((product, length) => product * length, 1);
  // The whole data set is always loaded; a selection of its images is a copy.
  const choice = images < trainingImages || validation === 'held-out' ? images : 0;
  const data = imageBytes * (trainingImages + testImages + choice);
  const averages = averageDecay === undefined ? 0 : 1;
  const vector = training.vectors / (lanes + 3 + averages);
  const model = 2 * vector;
  // A checkpoint is copied, then encoded to bytes.
  const checkpoint = 2 * vector * (3 + averages + (restoreBest ? 1 : 0));
  const threads = training.workers === 1 ? 0 : training.workers * workerBytes;
  const wasm = training.vectors + training.plans;
  return {
    wasm,
    total: Math.round(programBytes + data + model + checkpoint + threads + training.total),
    workers: training.workers,
  };
}

/**
 * Returns the estimate if it fits into `machineBytes`. Throws `TOO_MUCH_MEMORY` and says which settings would fit.
 */
export function checkMemory(run: ExpectedRun, machineBytes: number): MemoryEstimate {
  const estimate = estimateMemory(run);
  const fits = ({ wasm, total }: MemoryEstimate) => wasm <= wasmLimit && total <= machineBytes;
  if (fits(estimate)) return estimate;
  const found = smallerRuns(run).find(({ smaller }) => fits(estimateMemory(smaller)));
  const limit =
    estimate.wasm > wasmLimit
      ? 'WebAssembly is limited to 4 GiB'
      : `only ${byteSize(machineBytes)} is available`;
  const needs = estimate.wasm > wasmLimit ? estimate.wasm : estimate.total;
  throw new CliError(
    'TOO_MUCH_MEMORY',
    `This training needs about ${byteSize(needs)} of memory, but ${limit}. ` +
      (found
        ? `It fits with ${found.change}.`
        : 'No smaller setting fits. Close other programs, or use another machine.'),
  );
}

/** Smaller runs, beginning with the smallest change. */
function smallerRuns(run: ExpectedRun): { change: string; smaller: ExpectedRun }[] {
  const { configuration, trainingImages } = run;
  const changed = (change: Partial<RunConfiguration>) => ({
    ...run,
    workers: 1,
    configuration: { ...configuration, ...change },
  });
  const halves = (count: number) =>
    Array.from({ length: Math.floor(Math.log2(count)) }, (_, i) => Math.floor(count / 2 ** (i + 1)));
  const layers = models[configuration.model as ModelName].layers;
  const usual = Math.max(...layers.map((layer) => (layer.kind === 'hidden' ? layer.units : 1)));
  return [
    { change: '--workers 1', smaller: changed({}) },
    { change: '--workers 1 --lanes 1', smaller: changed({ lanes: 1 }) },
    ...halves(configuration.units ?? usual).map((units) => ({
      change: `--workers 1 --units ${units}`,
      smaller: changed({ units }),
    })),
    ...halves(configuration.limit ?? trainingImages).map((limit) => ({
      change: `--workers 1 --limit ${limit}`,
      smaller: changed({ limit }),
    })),
  ];
}

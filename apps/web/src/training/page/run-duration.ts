// Estimates how long a run takes: from the network's cost alone, or from the finished run whose network is most similar.
// The cost itself: network/network-cost.ts.
import { validationImages } from '../configuration.ts';
import { parseArchitecture } from '../network/architecture.ts';
import { minMultiplyAddsToShare, type NetworkCost } from '../network/network-cost.ts';
import type { SavedRun } from './saved-runs.ts';

/** A training step takes as many multiply-adds as three forward passes: one of them, and one for each of two gradients. */
const passesPerStep = 3;

/** Multiply-adds per second, assumed until a run was measured on this machine. */
const assumedSpeed = { training: 20e9, testing: 30e9 } as const;

/** Seconds per image. */
export interface ImageSeconds {
  /** In the training steps. */
  readonly trained: number;
  /** In the validation after each epoch and the final test. */
  readonly tested: number;
}

/** Assumed seconds until the first step, in which the network is built and distributed to the workers. */
export const assumedStart = 1;

/** Estimates from the network alone. The constants are there because small networks are bound by memory access. */
export function assumedImageSeconds(
  { multiplyAdds, parameters }: Pick<NetworkCost, 'multiplyAdds' | 'parameters'>,
  batchSize: number,
): ImageSeconds {
  return {
    trained: (passesPerStep * multiplyAdds) / assumedSpeed.training + 2e-6 + parameters / batchSize / 1e9,
    tested: multiplyAdds / assumedSpeed.testing + 2e-6,
  };
}

/** Estimates the seconds from the start of a run to its result, with the validations and the final test. */
export function runSeconds(
  { trained, tested }: ImageSeconds,
  run: { images: number; testImages: number; epochs: number; start: number },
): number {
  const { images, testImages, epochs, start } = run;
  return start + trained * images * epochs + tested * (validationImages(testImages) * epochs + testImages);
}

/** Networks whose multiply-adds differ by a larger factor are not compared. */
const maxSizeRatio = 16;

/** The run whose duration is estimated. */
interface PlannedRun extends Pick<NetworkCost, 'multiplyAdds' | 'parameters'> {
  /** The name of a model or the text of an architecture. */
  readonly network: string;
  readonly batch: number;
}

/** Times that follow from a finished run. */
export interface MeasuredSeconds extends ImageSeconds {
  /** Seconds until the first step. */
  readonly start: number;
}

/**
 * Estimates from the finished run whose network is most similar, scaled by the sizes of both; of equally similar ones the
 * newest counts. Returns `undefined` if none is similar.
 */
export function measuredImageSeconds(
  saved: readonly SavedRun[],
  planned: PlannedRun,
): MeasuredSeconds | undefined {
  const similar = saved
    .filter((run) => run.multiplyAdds > 0 && run.result.microsecondsPerSample > 0 && isSimilar(run, planned))
    .map((run) => ({ run, distance: distanceOf(run, planned) }))
    .filter(({ distance }) => distance <= Math.log(maxSizeRatio))
    .reverse()
    .sort((a, b) => a.distance - b.distance);
  return similar.length > 0 ? scaled(similar[0].run, planned) : undefined;
}

/** Networks with and without convolutions differ in speed, and so do those that one and that several workers train. */
function isSimilar({ configuration, multiplyAdds }: SavedRun, planned: PlannedRun): boolean {
  return (
    hasConvolutions(configuration.network) === hasConvolutions(planned.network) &&
    multiplyAdds >= minMultiplyAddsToShare === planned.multiplyAdds >= minMultiplyAddsToShare
  );
}

function hasConvolutions(network: string): boolean {
  return (parseArchitecture(network) ?? []).some(({ kind }) => kind === 'conv2d');
}

function distanceOf({ multiplyAdds }: SavedRun, planned: PlannedRun): number {
  return Math.abs(Math.log(multiplyAdds / planned.multiplyAdds));
}

function scaled({ result, configuration, ...run }: SavedRun, planned: PlannedRun): MeasuredSeconds {
  const { microsecondsPerSample, microsecondsPerTestedImage, startSeconds = assumedStart } = result;
  const [there, here] = [
    assumedImageSeconds(run, configuration.batch),
    assumedImageSeconds(planned, planned.batch),
  ];
  const speed = microsecondsPerSample / 1e6 / there.trained;
  return {
    start: startSeconds,
    trained: speed * here.trained,
    tested:
      microsecondsPerTestedImage === undefined
        ? speed * here.tested
        : (microsecondsPerTestedImage / 1e6 / there.tested) * here.tested,
  };
}

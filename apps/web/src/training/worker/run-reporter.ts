// Turns the events of a training into notifications, with the throughput and the time that is left. Where the events come
// from: runner.ts.
import type { Checkpoint, TrainingEvent } from '@nn101/train/graph';
import type { ProgressNotification, RunNotification } from '../messages.ts';

/** A notification about a run, without the run's name. */
export type RunReport = RunNotification extends infer N
  ? N extends RunNotification
    ? Omit<N, 'run'>
    : never
  : never;

/** Images that were tested so far, in the validation after each epoch, and the time that this took. */
export interface TestingTime {
  readonly images: number;
  readonly seconds: number;
}

export interface RunReporterOptions {
  readonly report: (body: RunReport) => void;
  readonly now: () => number;
  /** The checkpoint from which the run was resumed. */
  readonly resume: Checkpoint | undefined;
  /** Multiply-adds of the forward pass of one image. */
  readonly multiplyAdds: number;
  /** Images that each epoch is validated on, and that the network is tested on at the end. */
  readonly tests: { readonly validationImages: number; readonly testImages: number };
}

/** Milliseconds between two progress reports: numbers that change faster cannot be read. */
const progressInterval = 100;

/** Returns a function that takes each event; `testing` is read whenever an estimate is made. */
export function createRunReporter(
  { report, now, resume, multiplyAdds, tests }: RunReporterOptions,
  testing: TestingTime,
): (event: TrainingEvent) => void {
  let lastReportAt = Number.NEGATIVE_INFINITY;
  let meter: ThroughputMeter | undefined;
  let size = { samples: 0, epochs: 0 };
  return (event) => {
    if (event.type === 'start') {
      size = event;
      const { epochs, stepsPerEpoch, samples, parameters, workers, sharedMemory } = event;
      const samplesDone = ((resume?.position.epoch ?? 1) - 1) * samples + (resume?.progress.samples ?? 0);
      meter = createThroughputMeter({ totalSamples: samples * epochs, samplesDone, now });
      const history = resume?.history ?? [];
      const sizes = { epochs, stepsPerEpoch, samples, ...tests, parameters, multiplyAdds };
      report({ type: 'start', ...sizes, workers, sharedMemory, history });
    } else if (event.type === 'batch') {
      const throughput = meter?.step((event.epoch - 1) * size.samples + event.samples);
      const testsLeft = (size.epochs - event.epoch + 1) * tests.validationImages + tests.testImages;
      const testSeconds = testsLeft * secondsPerTestedImage(testing, throughput);
      if (now() - lastReportAt < progressInterval && event.step < event.steps) return;
      lastReportAt = now();
      report(progressOf(event, { throughput, testSeconds }));
    } else if (event.type === 'epoch') {
      const { type: _, ...record } = event;
      report({ type: 'epoch', record });
      meter?.restart();
    }
  };
}

/** As measured; before the end of the first epoch, a test is assumed to be as fast as a training step. */
function secondsPerTestedImage({ seconds, images }: TestingTime, throughput: Throughput | undefined): number {
  if (images > 0) return seconds / images;
  return throughput && throughput.samplesPerSecond > 0 ? 1 / throughput.samplesPerSecond : 0;
}

function progressOf(
  { epoch, step, steps, loss, accuracy }: Extract<TrainingEvent, { type: 'batch' }>,
  { throughput, testSeconds }: { throughput: Throughput | undefined; testSeconds: number },
): ProgressNotification {
  const { samplesPerSecond = 0, secondsLeft = Number.NaN } = throughput ?? {};
  return {
    type: 'progress',
    epoch,
    step,
    steps,
    loss,
    accuracy,
    samplesPerSecond,
    secondsLeft: secondsLeft + testSeconds,
  };
}

export interface Throughput {
  readonly samplesPerSecond: number;
  /** For the remaining training steps. */
  readonly secondsLeft: number;
}

/** Measures the throughput of training steps, smoothed, without pauses and validation. */
export interface ThroughputMeter {
  /** To be called before a step that follows a pause or a validation, so that the gap is not counted. */
  restart(): void;
  /** To be called after each step, with the number of samples that the run has trained on so far. */
  step(samplesDone: number): Throughput;
}

/** Weight of the newest step in the moving average if a step takes a second; shorter steps weigh less. */
const smoothing = 0.5;

/** `now` is in milliseconds. */
export function createThroughputMeter(options: {
  totalSamples: number;
  /** Samples trained on before the run was resumed. */
  samplesDone?: number;
  now: () => number;
}): ThroughputMeter {
  const { totalSamples, samplesDone: samplesBefore = 0, now } = options;
  let last = now();
  let lastSamples = samplesBefore;
  let rate = 0;
  return {
    restart() {
      last = now();
    },
    step(samplesDone) {
      const time = now();
      const seconds = Math.max((time - last) / 1000, 1e-6);
      const momentary = (samplesDone - lastSamples) / seconds;
      const weight = rate === 0 ? 1 : 1 - (1 - smoothing) ** Math.min(seconds, 4);
      rate += weight * (momentary - rate);
      [last, lastSamples] = [time, samplesDone];
      const left = Math.max(0, totalSamples - samplesDone);
      return { samplesPerSecond: rate, secondsLeft: rate > 0 ? left / rate : Number.NaN };
    },
  };
}

// The learning rate range test (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3): trains
// with a rate that rises at each step, to find where the loss falls and where it diverges. A wrapper around fit.ts.
import { power } from '#deterministic-math';
import { check } from './check.ts';
import type { BatchEvent } from './events.ts';
import { train } from './fit.ts';
import { type FitOptions, fitOptionNames } from './fit-options.ts';
import type { OwnFunction } from './losses/losses.ts';
import type { Model } from './model/model.ts';
import type { Schedule } from './schedules/schedule.ts';
import { TrainError } from './train-error.ts';

type OwnOptions = (typeof ownOptions)[number];

/** The range of rates to try, and all of `fit`'s options that the test does not set itself. */
export interface LearningRateRangeOptions<Own = OwnFunction> extends Omit<FitOptions<Own>, OwnOptions> {
  /** The rate of the first step, above 0; 1e-6 by default. */
  readonly from?: number;
  /** The rate of the last step, above `from`; 1 by default. */
  readonly to?: number;
  /** Number of steps of the test, 2 or more; 100 by default. */
  readonly steps?: number;
  /** Fraction of the smoothed loss that is kept at each step, 0 to 0.999; 0.9 by default. */
  readonly smoothing?: number;
}

/** One step of the test. */
export interface LearningRatePoint {
  readonly learningRate: number;
  /** Mean loss of the step's samples, before its update. */
  readonly loss: number;
  /** Moving average of the losses up to this step. */
  readonly smoothLoss: number;
}

/** The result of the test: the loss as a function of the rate. */
export interface LearningRateRange {
  /** One point per step; the rates rise by a constant factor. Ends early if the loss diverges. */
  readonly points: readonly LearningRatePoint[];
  /** See `suggestLearningRate`. */
  readonly suggestion: number | undefined;
}

const ownOptions = ['epochs', 'learningRate', 'validation', 'stop', 'restoreBest', 'resume'] as const;

const rangeOptionNames = [
  ...['from', 'to', 'steps', 'smoothing'],
  ...fitOptionNames.filter((name) => !ownOptions.some((own) => own === name)),
];

/** The test ends when the loss exceeds the best one by this factor. */
const divergenceFactor = 4;

/** See `learningRateRange` of the package. */
export async function testLearningRates(
  model: Model,
  options: LearningRateRangeOptions,
): Promise<LearningRateRange> {
  check.options('learningRateRange', options, rangeOptionNames);
  const { from = 1e-6, to = 1, steps = 100, smoothing = 0.9, ...fitOptions } = options;
  check.number('from', from, { above: 0 });
  check.number('to', to, { min: from });
  check.wholeNumber('steps', steps, { min: 2 });
  check.number('smoothing', smoothing, { min: 0, max: 0.999 });
  const learningRate: Schedule = ({ update }) => from * power(to / from, update / (steps - 1));
  const points: LearningRatePoint[] = [];
  const smooth = smoother(smoothing);
  for await (const loss of stepLosses(model, { ...fitOptions, epochs: steps, learningRate })) {
    const smoothLoss = smooth(loss);
    const moment = { update: points.length, epoch: 1, updatesPerEpoch: steps, epochs: 1, history: [] };
    points.push({ learningRate: learningRate(moment), loss, smoothLoss });
    const best = points.reduce((min, point) => Math.min(min, point.smoothLoss), Number.POSITIVE_INFINITY);
    if (points.length === steps || smoothLoss > divergenceFactor * best) break;
  }
  return { points, suggestion: suggestLearningRate(points) };
}

/**
 * Returns a tenth of the rate at which the smoothed loss is lowest, because beyond that rate the loss diverges (the choice
 * "minimum" of fastai's `lr_find`). Returns undefined if the loss never falls.
 */
export function suggestLearningRate(points: readonly LearningRatePoint[]): number | undefined {
  check.list('points', points);
  for (const [i, point] of points.entries()) {
    check.record(`points[${i}]`, point, '{ learningRate, smoothLoss }');
    check.number(`points[${i}].learningRate`, point.learningRate, { min: 0 });
    check.that(typeof point.smoothLoss === 'number', `points[${i}].smoothLoss`, {
      expected: 'a number',
      value: point.smoothLoss,
    });
  }
  const losses = points.map(({ smoothLoss }) => smoothLoss);
  const lowest = losses.indexOf(losses.reduce((min, loss) => Math.min(min, loss), Number.POSITIVE_INFINITY));
  return lowest > 0 ? points[lowest].learningRate / 10 : undefined;
}

/** The loss of each step by itself. The weights are restored at the end, even after an error. */
async function* stepLosses(model: Model, options: FitOptions): AsyncGenerator<number, void> {
  const run = train(model, options);
  // Only now does this run own the model: before, another one may have been training it.
  await run.next();
  const weights = model.snapshot();
  try {
    let before: Pick<BatchEvent, 'samples' | 'loss'> = { samples: 0, loss: 0 };
    for await (const event of run) {
      if (event.type === 'epoch') before = { samples: 0, loss: 0 };
      if (event.type !== 'batch') continue;
      const { samples, loss } = event;
      yield (loss * samples - before.loss * before.samples) / (samples - before.samples);
      before = { samples, loss };
    }
  } catch (error) {
    if (!(error instanceof TrainError && error.code === 'LOSS_NOT_FINITE')) throw error;
  } finally {
    model.restore(weights);
  }
}

/** A moving average of losses, corrected for its start at zero. */
function smoother(share: number): (loss: number) => number {
  let average = 0;
  let missing = 1;
  return (loss) => {
    average = share * average + (1 - share) * loss;
    missing *= share;
    return average / (1 - missing);
  };
}

// Do label smoothing, class weights and sample weights suit losses and data?
import { check } from '../check.ts';
import type { FitOptions } from '../fit-options.ts';
import { lossOf } from './losses.ts';
import type { Objective, Objectives } from './objectives.ts';

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkSmoothing({ labelSmoothing }: FitOptions, { outputs }: Objectives): void {
  if (!labelSmoothing) return;
  for (const { name, loss } of outputs) {
    const isCrossEntropy = typeof loss !== 'function' && loss.kind.endsWith('rossentropy');
    check.that(isCrossEntropy, 'labelSmoothing', {
      expected: `0, as the loss of "${name}" is no cross-entropy`,
      value: labelSmoothing,
    });
  }
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkClassWeights({ classWeights }: FitOptions, { outputs }: Objectives): void {
  if (classWeights === undefined) return;
  const [objective] = outputs;
  const classes = outputs.length === 1 ? weightedClasses(objective) : undefined;
  check.that(classes !== undefined, 'classWeights', {
    expected: 'to be left out, as the model has not one output of classes, one for each sample',
    value: classWeights,
  });
  check.numbers('classWeights', classWeights, { min: 0, length: classes });
}

/** How many classes can have a weight each; undefined where a sample has no one class. */
function weightedClasses({ loss, shape }: Objective): number | undefined {
  if (typeof loss === 'function' || shape.length !== 1) return undefined;
  const width = shape[0] ?? 1;
  const { targets } = lossOf(loss);
  if (targets === 'classes') return width;
  return targets === 'binary' && width === 1 ? 2 : undefined;
}

/** @param samples of the training data in memory; undefined where they come batch by batch. @throws TrainError `INVALID_ARGUMENT` */
export function checkSampleWeights({ sampleWeights }: FitOptions, samples: number | undefined): void {
  if (sampleWeights === undefined) return;
  check.that(samples !== undefined, 'sampleWeights', {
    expected: 'to be left out where train gives batches, each with sampleWeights of its own',
    value: sampleWeights,
  });
  check.numbers('sampleWeights', sampleWeights, { min: 0, length: samples });
}

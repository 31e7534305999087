// Checks that label smoothing, class weights and sample weights suit the losses and the data.
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
      expected: `0, as the loss of "${name}" is not a cross-entropy`,
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
    expected: 'undefined, as the model does not have exactly one output with one class per sample',
    value: classWeights,
  });
  check.numbers('classWeights', classWeights, { min: 0, length: classes });
}

/** Returns the number of classes that can have weights; undefined if a sample does not have exactly one class. */
function weightedClasses({ loss, shape }: Objective): number | undefined {
  if (typeof loss === 'function' || shape.length !== 1) return undefined;
  const width = shape[0] ?? 1;
  const { targets } = lossOf(loss);
  if (targets === 'classes') return width;
  return targets === 'binary' && width === 1 ? 2 : undefined;
}

/**
 * @param samples number of training samples in memory; undefined if they come batch by batch. @throws TrainError
 * `INVALID_ARGUMENT`
 */
export function checkSampleWeights({ sampleWeights }: FitOptions, samples: number | undefined): void {
  if (sampleWeights === undefined) return;
  check.that(samples !== undefined, 'sampleWeights', {
    expected: 'undefined if train is a batch source, where each batch has its own sampleWeights',
    value: sampleWeights,
  });
  check.numbers('sampleWeights', sampleWeights, { min: 0, length: samples });
}

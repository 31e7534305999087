// Chooses the way that a model's steps are computed: on a plan where the model has one, else on the tape.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { FitSettings } from './fit-options.ts';
import { planLayers } from './plan-layers.ts';
import { createPlanStep } from './plan-step.ts';
import { createTapeStep } from './tape-step.ts';
import type { TrainingStep } from './training-step.ts';

type StepSettings = Pick<FitSettings, 'train' | 'seed' | 'batchSize' | 'learningRate'> & {
  readonly model: LayersModel;
};

export function createTrainingStep({
  model,
  train: data,
  seed,
  batchSize,
  learningRate,
}: StepSettings): TrainingStep {
  const layers = planLayers(model, seed);
  if (!layers) return createTapeStep({ model, data, seed, learningRate });
  const rows = Math.min(batchSize, data.shape[0]);
  return createPlanStep({ model, layers, data, batchSize: rows, learningRate });
}

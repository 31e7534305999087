// Chooses the way that a model's steps are computed: on plans where the model has one, else on the tape.
import { segmentsOf } from './parameter-segments.ts';
import { planLayers } from './plan-layers.ts';
import { createPlanStep } from './plan-step.ts';
import type { StepSettings } from './step-settings.ts';
import { createTapeStep } from './tape-step.ts';
import { TrainError } from './train-error.ts';
import type { TrainingStep } from './training-step.ts';

/** @throws TrainError `INVALID_ARGUMENT` for workers that the model cannot be shared out to, `WORKER_FAILED`; KernelError */
export async function createTrainingStep(settings: StepSettings): Promise<TrainingStep> {
  const { model, seed } = settings;
  const layers = planLayers(model, seed);
  const segments = segmentsOf(model.trainableWeights);
  if (layers && segments) return createPlanStep(settings, { layers, segments });
  if (settings.workers > 1) {
    throw new TrainError(
      'INVALID_ARGUMENT',
      `workers expects 1 for this model; received ${settings.workers}. Only sequential models of dense, convolution, ` +
        'max pooling, dropout and flatten layers that end in softmax can be shared out among workers.',
    );
  }
  return createTapeStep(settings);
}

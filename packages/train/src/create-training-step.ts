// Chooses the way that a model's steps are computed: on plans where the model has one, else on the tape.
import { createPlanStep } from './plan-step.ts';
import type { StepSettings } from './step-settings.ts';
import { createTapeStep } from './tape-step.ts';
import type { TrainingStep } from './training-step.ts';

/** @throws TrainError `WORKER_FAILED`; KernelError */
export async function createTrainingStep(settings: StepSettings): Promise<TrainingStep> {
  const { planned } = settings;
  return planned ? createPlanStep(settings, planned) : createTapeStep(settings);
}

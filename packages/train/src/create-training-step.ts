// Chooses the way that a model's steps are computed: on plans where model, data and losses have one, else on the tape.
import { createPlanStep } from './plan-step.ts';
import type { TapeSettings } from './step-settings.ts';
import { createTapeStep } from './tape/tape-step.ts';
import type { TrainingStep } from './training-step.ts';

/** @throws TrainError `WORKER_FAILED`; KernelError */
export async function createTrainingStep(settings: TapeSettings): Promise<TrainingStep> {
  const { planned, train } = settings;
  return planned && train ? createPlanStep({ ...settings, train }, planned) : createTapeStep(settings);
}

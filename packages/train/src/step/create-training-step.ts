// Chooses how the steps of a model are computed: on plans if model, data and losses allow it, otherwise on the tape.
import type { Model } from '../model/model.ts';
import { createPlanStep } from './plan-step.ts';
import type { StepSettings, TrainingStep } from './training-step.ts';

/** @throws TrainError `WORKER_FAILED`; KernelError */
export async function createTrainingStep({ tape }: Model, settings: StepSettings): Promise<TrainingStep> {
  const { planned } = settings;
  if (planned) return await createPlanStep(settings, planned);
  // fit() has rejected models with neither.
  if (!tape) throw new Error('unreachable: a model without a tape always has a plan');
  return tape.createStep(settings);
}

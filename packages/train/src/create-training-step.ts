// Chooses the way that a model's steps are computed: on plans where model, data and losses have one, else on the tape.
import { labelledBytesOf } from './data/read-table.ts';
import { createPlanStep } from './plan-step.ts';
import type { TapeSettings } from './step-settings.ts';
import { createTapeStep } from './tape-step.ts';
import type { TrainingStep } from './training-step.ts';

/** @throws TrainError `WORKER_FAILED`; KernelError */
export async function createTrainingStep(settings: TapeSettings): Promise<TrainingStep> {
  const { planned, train: table, validation: held, ...others } = settings;
  const train = table && labelledBytesOf(table);
  const validation = held && labelledBytesOf(held);
  if (!planned || !train) return createTapeStep(settings);
  return createPlanStep({ ...others, planned, train, ...(validation && { validation }) }, planned);
}

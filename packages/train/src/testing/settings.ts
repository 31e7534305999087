// The settings of a step as fit() would make them, for tests of the steps themselves. Tests only.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { createTrainingStep } from '../create-training-step.ts';
import { type FitOptions, fitSettings } from '../fit-options.ts';
import type { TapeSettings } from '../step-settings.ts';
import { createTapeStep } from '../tape/tape-step.ts';
import type { TrainingStep } from '../training-step.ts';

export function settingsFor(
  model: LayersModel,
  options: Omit<FitOptions, 'epochs'> & Partial<Pick<FitOptions, 'epochs'>>,
): TapeSettings {
  return { ...fitSettings(model, { epochs: 1, ...options }), model, updates: 0 };
}

/** Both ways of computing a step. */
export const ways: Record<'plan' | 'tape', (settings: TapeSettings) => Promise<TrainingStep>> = {
  plan: async (settings) => {
    const step = await createTrainingStep(settings);
    return step;
  },
  tape: async (settings) => createTapeStep(settings),
};

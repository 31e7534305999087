// The settings of a step as fit() makes them, for tests of the steps themselves. Tests only.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import { fitSettings } from '../fit-options.ts';
import { createTrainingStep } from '../step/choose-engine.ts';
import type { StepSettings, TrainingStep } from '../step/training-step.ts';
import { layersModel } from '../tape/layers-model.ts';
import type { FitOptions } from '../tape/model-functions.ts';
import { createTapeStep } from '../tape/tape-step.ts';

/** Settings with their model. */
export interface ModelSettings extends StepSettings {
  readonly model: LayersModel;
}

export function settingsFor(
  model: LayersModel,
  options: Omit<FitOptions, 'epochs'> & Partial<Pick<FitOptions, 'epochs'>>,
): ModelSettings {
  return { ...fitSettings(layersModel(model), { epochs: 1, ...options }), model, updates: 0 };
}

/** Both implementations of a step. */
export const ways: Record<'plan' | 'tape', (settings: ModelSettings) => Promise<TrainingStep>> = {
  plan: ({ model, ...settings }) => createTrainingStep(layersModel(model), settings),
  tape: async ({ model, ...settings }) => createTapeStep(model, settings),
};

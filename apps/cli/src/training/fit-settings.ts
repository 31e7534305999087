// What `fit` of @nn101/train is told of a configuration. Data, workers and where to go on from are not here.
import {
  earlyStopping,
  type FitOptions,
  type Monitor,
  parseAugmentation,
  type StopRule,
} from '@nn101/train/graph';
import type { RunConfiguration } from '../run-directory/run-record.ts';
import { parseOptimizer } from './optimizer-text.ts';
import { scheduleOf } from './schedule-text.ts';

/** The options of `fit` that decide the weights. */
export function fitSettingsOf(
  configuration: RunConfiguration,
): Omit<FitOptions, 'train' | 'validation' | 'workers' | 'resume'> {
  const { epochs, batchSize, seed, lanes, optimizer, labelSmoothing, averageDecay } = configuration;
  const { augmentation, restoreBest, arithmetic } = configuration;
  const monitor = monitorOf(configuration);
  return {
    ...{ epochs, batchSize, seed, lanes, labelSmoothing, averageDecay, arithmetic },
    learningRate: scheduleOf(configuration),
    optimizer: parseOptimizer(optimizer),
    ...(augmentation !== '' && { augmentation: parseAugmentation(augmentation) }),
    ...(restoreBest && { restoreBest: monitor }),
    stop: stopRuleOf(configuration, monitor),
  };
}

/** What tells which epoch was the best. */
export function monitorOf({ validation }: Pick<RunConfiguration, 'validation'>): Monitor {
  return { quantity: validation === 'none' ? 'loss' : 'valAccuracy' };
}

function stopRuleOf({ earlyStopping: patience }: RunConfiguration, monitor: Monitor): StopRule | undefined {
  return patience === undefined ? undefined : earlyStopping({ monitor, patience });
}

// Converts a configuration to the options of `fit` in @nn101/train: the optimizer, the learning-rate schedule and the
// stop rule. Data, workers and resuming are added in train-run.ts.
import {
  cosineDecay,
  earlyStopping,
  type FitOptions,
  type Monitor,
  type OptimizerSpec,
  oneCycle,
  parseAugmentation,
  type Schedule,
  type StopRule,
  warmUp,
} from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';
import type { RunConfiguration } from '../run-directory/run-record.ts';

/** The options of `fit` that affect the weights. */
export function fitSettingsOf(
  configuration: RunConfiguration,
): Omit<FitOptions, 'train' | 'validation' | 'workers' | 'resume'> {
  const { epochs, batchSize, seed, lanes, optimizer, labelSmoothing, averageDecay } = configuration;
  const { augmentation, restoreBest, arithmetic } = configuration;
  const monitor = monitorOf(configuration);
  return {
    epochs,
    batchSize,
    seed,
    lanes,
    labelSmoothing,
    averageDecay,
    arithmetic,
    learningRate: scheduleOf(configuration),
    optimizer: parseOptimizer(optimizer),
    ...(augmentation !== '' && { augmentation: parseAugmentation(augmentation) }),
    ...(restoreBest && { restoreBest: monitor }),
    stop: stopRuleOf(configuration, monitor),
  };
}

/** The quantity that decides which epoch is best. */
export function monitorOf({ validation }: Pick<RunConfiguration, 'validation'>): Monitor {
  return { quantity: validation === 'none' ? 'loss' : 'valAccuracy' };
}

function stopRuleOf({ earlyStopping: patience }: RunConfiguration, monitor: Monitor): StopRule | undefined {
  return patience === undefined ? undefined : earlyStopping({ monitor, patience });
}

/**
 * Parses `--optimizer`: `adam`; `adamw` or `adamw:<weight decay>`; `sgd` or `sgd:<momentum>`; `nesterov:<momentum>`.
 * Throws `USAGE` for anything else.
 */
export function parseOptimizer(text: string): OptimizerSpec {
  const [, kind, number] = /^(adamw?|sgd|nesterov)(?::([\d.e-]+))?$/.exec(text) ?? [];
  const value = number === undefined ? undefined : Number(number);
  if (kind === 'adam' && value === undefined) return { kind };
  if (kind === 'adamw' && isWithin(value, 1)) {
    return { kind, ...(value !== undefined && { weightDecay: value }) };
  }
  if (kind === 'sgd' && isWithin(value, 0.9999)) {
    return { kind, ...(value !== undefined && { momentum: value }) };
  }
  if (kind === 'nesterov' && value !== undefined && isWithin(value, 0.9999)) {
    return { kind: 'sgd', momentum: value, nesterov: true };
  }
  throw new CliError(
    'USAGE',
    `--optimizer takes adam, adamw, adamw:<weight decay>, sgd, sgd:<momentum> or nesterov:<momentum>, but received "${text}".`,
  );
}

function isWithin(value: number | undefined, max: number): boolean {
  return value === undefined || (value >= 0 && value <= max);
}

/**
 * Parses `--schedule`: `constant`; `cosine` (down to 0) or `cosine:<epochs>` with that many epochs of warm-up;
 * `one-cycle` or `one-cycle:<share>`, which rises during that share of the run (default 0.3). Throws `USAGE` for
 * anything else.
 */
export function scheduleOf({
  schedule,
  learningRate,
}: {
  schedule: string;
  learningRate: number;
}): number | Schedule {
  const [, kind, number] = /^(constant|cosine|one-cycle)(?::(\d+(?:\.\d+)?))?$/.exec(schedule) ?? [];
  const value = number === undefined ? undefined : Number(number);
  if (kind === 'constant' && value === undefined) return learningRate;
  if (kind === 'cosine') {
    const cosine = cosineDecay({ from: learningRate });
    return value ? warmUp({ epochs: value, schedule: cosine }) : cosine;
  }
  if (kind === 'one-cycle' && (value === undefined || value <= 1)) {
    return oneCycle({ peak: learningRate, rise: value });
  }
  throw new CliError(
    'USAGE',
    `--schedule takes constant, cosine, cosine:<epochs of warm-up>, one-cycle or one-cycle:<rising share>, but received "${schedule}".`,
  );
}

// What two runs must have in common so that one can continue the other with the same bits.
import { labelledBytesOf } from '../data/read-table.ts';
import type { FitSettings } from '../fit-options.ts';
import { TrainError } from '../train-error.ts';

/** Returns JSON of the settings that determine the bits of a step. Learning rates, epochs and workers may differ. */
export function fingerprintOf(settings: FitSettings, parameters: number): string {
  const { train, seed, batchSize, lanes, optimizer, labelSmoothing, clipNorm, clipValue, averageDecay } =
    settings;
  const {
    augmentation = [],
    classWeights,
    sampleWeights,
    accumulate,
    arithmetic,
    planned,
    source,
  } = settings;
  const bytes = train && labelledBytesOf(train);
  const data = bytes
    ? { images: bytes.shape }
    : {
        samples: train?.samples,
        inputs: train?.inputs.map(({ shape }) => shape),
        stepsPerEpoch: source?.stepsPerEpoch,
      };
  return JSON.stringify({
    ...data,
    ...{ parameters, seed, batchSize, lanes, arithmetic, optimizer },
    ...objectiveText(settings),
    ...{ labelSmoothing, clipNorm, clipValue, averageDecay, augmentation, classWeights },
    sampleWeights: sampleWeights !== undefined,
    // On a plan, the bits do not depend on how a batch is split.
    ...(!planned && accumulate > 1 && { accumulate }),
  });
}

// Defaults are left out, as in checkpoints of earlier versions.
function objectiveText({ objectives: { outputs, metrics } }: FitSettings): Record<string, unknown> {
  const losses = outputs.map(({ loss, weight }) => ({
    ...(typeof loss === 'function' ? { kind: 'function' } : loss),
    ...(weight !== 1 && { weight }),
  }));
  const isDefault = losses.length === 1 && JSON.stringify(losses[0]) === '{"kind":"categoricalCrossentropy"}';
  const names = metrics.map(({ name }) => name);
  return {
    ...(!isDefault && { losses }),
    ...(names.join() !== 'accuracy' && { metrics: names }),
  };
}

/** @throws TrainError `CHECKPOINT_MISMATCH` with the differences */
export function checkFingerprint(checkpoint: string, run: string): void {
  if (checkpoint === run) return;
  const [then, now] = [checkpoint, run].map((text) => JSON.parse(text) as Record<string, unknown>);
  const text = (value: unknown) => JSON.stringify(value) ?? 'none';
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const differences = names
    .filter((name) => text(then[name]) !== text(now[name]))
    .map((name) => `${name} was ${text(then[name])}, now ${text(now[name])}`);
  throw new TrainError(
    'CHECKPOINT_MISMATCH',
    `The checkpoint belongs to another run: ${differences.join('; ')}. Resume with the settings of the run that saved it.`,
  );
}

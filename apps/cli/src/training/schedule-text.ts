// `--schedule`: how the learning rate moves over the run, as a word, with its number where it has one.
import { cosineDecay, oneCycle, type Schedule, warmUp } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';

/**
 * The learning rate of @nn101/train: `constant`; `cosine`, down to 0, or `cosine:<epochs>` after so many epochs of
 * warm-up; `one-cycle` or `one-cycle:<share>`, which rises during that share of the run (0.3). Throws `USAGE` for
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

// `--optimizer`: an optimizer as a word, with its number where it has one.
import type { OptimizerSpec } from '@nn101/train/graph';
import { CliError } from '../failure/cli-error.ts';

/**
 * `adam`; `adamw` or `adamw:<weight decay>`; `sgd` or `sgd:<momentum>`; `nesterov:<momentum>`.
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

function isWithin(value: number | undefined, most: number): boolean {
  return value === undefined || (value >= 0 && value <= most);
}

// The command line that makes a run again.
import type { RunConfiguration } from './run-record.ts';

/** `nn101 train …` with every setting that decides the weights. */
export function reproducingCommand(configuration: RunConfiguration): string {
  const { model, dataset, epochs, batchSize, seed, limit, units, activation, hiddenLayers } = configuration;
  const options: [string, string | number | undefined][] = [
    ['--dataset', dataset],
    ['--epochs', epochs],
    ['--batch-size', batchSize],
    ['--seed', seed],
    ['--limit', limit],
    ['--units', units],
    ['--activation', activation],
    ['--hidden-layers', hiddenLayers],
  ];
  const given = options.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${value}`]));
  return `nn101 train ${[model, ...given].join(' ')}`;
}

// The tasks, and how finished runs show that one is done. Their words: texts/09-your-turn.ts.
import type { ActivationName } from '@nn101/models/graph';
import { texts } from '../../texts/09-your-turn.ts';
import { count } from '../../texts/quantities.ts';
import { configurationKey } from '../../training/configuration.ts';
import { type EditableLayer, parseArchitecture } from '../../training/network/architecture.ts';
import type { SavedRun } from '../../training/page/saved-runs.ts';

export type TaskName = keyof typeof texts.task;

/** What the runs show for a task; `undefined` while it is open. */
export type TaskCheck = (runs: readonly SavedRun[]) => string | undefined;

export const taskNames = ['half', 'linear', 'deep', 'seeds', 'small'] as const satisfies readonly TaskName[];

export const taskChecks: Readonly<Record<TaskName, TaskCheck>> = {
  half(runs) {
    for (const { configuration, result } of runs) {
      const [layer, ...rest] = layersOf(configuration.network);
      if (layer?.kind !== 'hidden' || rest.length > 0) continue;
      if (layer.units <= 32 && result.testAccuracy >= 0.9) {
        return texts.task.half.found(result.testAccuracy, layer.units);
      }
    }
    return undefined;
  },
  linear(runs) {
    const pair = pairOf(runs, isStack('linear', 1), isStack('linear', 2));
    return pair && texts.task.linear.found(pair[0].result.testAccuracy, pair[1].result.testAccuracy);
  },
  deep(runs) {
    const pair = pairOf(runs, isStack('sigmoid', 4), isStack('relu', 4));
    return pair && texts.task.deep.found(pair[0].epochs[0].accuracy, pair[1].epochs[0].accuracy);
  },
  seeds(runs) {
    for (const { configuration } of runs) {
      const same = alike(runs, configuration);
      if (new Set(same.map((run) => run.configuration.seed)).size < 3) continue;
      const scores = same.map(({ result }) => result.testAccuracy);
      return texts.task.seeds.found(Math.max(...scores) - Math.min(...scores));
    }
    return undefined;
  },
  small(runs) {
    const found = runs.find(({ parameters, result }) => parameters < 30_000 && result.testAccuracy > 0.9675);
    return found && texts.task.small.found(found.result.testAccuracy, count(found.parameters));
  },
};

function layersOf(network: string): readonly EditableLayer[] {
  return parseArchitecture(network) ?? [];
}

/** Whether a network is so many dense layers of one activation, and nothing else. */
function isStack(activation: ActivationName, depth: number): (run: SavedRun) => boolean {
  return ({ configuration }) => {
    const layers = layersOf(configuration.network);
    return (
      layers.length === depth &&
      layers.every((layer) => layer.kind === 'hidden' && layer.activation === activation)
    );
  };
}

/** Two runs that differ in their networks alone. */
function pairOf(
  runs: readonly SavedRun[],
  first: (run: SavedRun) => boolean,
  second: (run: SavedRun) => boolean,
): readonly [SavedRun, SavedRun] | undefined {
  for (const one of runs.filter(first)) {
    const { network: _, ...settings } = one.configuration;
    const other = runs.find((run) => {
      const { network: __, ...others } = run.configuration;
      return second(run) && JSON.stringify(others) === JSON.stringify(settings);
    });
    if (other) return [one, other];
  }
  return undefined;
}

/** The runs of the same configuration, but for the seed. */
function alike(runs: readonly SavedRun[], configuration: SavedRun['configuration']): readonly SavedRun[] {
  const key = configurationKey({ ...configuration, seed: 0 });
  return runs.filter((run) => configurationKey({ ...run.configuration, seed: 0 }) === key);
}

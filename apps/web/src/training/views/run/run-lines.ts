// Kept runs as lines over the present one, and what each is called.
import { texts } from '../../../texts/runs.ts';
import type { KeptRun } from '../../page/kept-runs.ts';
import type { CurveLine } from './curve-paths.ts';

/** The chosen runs, each in a colour of its own; the first colour is the present run's. */
export function linesOf(kept: readonly KeptRun[], chosen: readonly string[]): CurveLine[] {
  return kept.flatMap(({ run, epochs }, index) =>
    chosen.includes(run)
      ? [{ key: run, name: texts.name(index + 1), epochs, series: 1 + (chosen.indexOf(run) % 5) }]
      : [],
  );
}

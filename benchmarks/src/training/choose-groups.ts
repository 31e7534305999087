// Makes a comparison smaller: for a first look, or to see whether everything works.
import type { Cell } from './presets.ts';

/** What to keep; everything where a part is left out. */
export interface Choice {
  readonly models?: readonly string[];
  readonly engines?: readonly string[];
  /** Takes the place of every cell's own. */
  readonly batchSize?: number;
}

/** The groups with what was chosen of them. Groups that become equal stay once, empty ones go. */
export function chooseGroups(groups: readonly (readonly Cell[])[], choice: Choice): Cell[][] {
  const { models, engines, batchSize } = choice;
  const isKept = ({ model, engine }: Cell) =>
    (models?.includes(model) ?? true) && (engines?.includes(engine) ?? true);
  const chosen = groups.map((cells) =>
    cells.filter(isKept).map((cell) => ({ ...cell, batchSize: batchSize ?? cell.batchSize })),
  );
  const byContent = new Map(chosen.map((cells) => [JSON.stringify(cells), cells]));
  return [...byContent.values()].filter((cells) => cells.length > 0);
}

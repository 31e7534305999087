// Where the small pictures of all units stand: a column for each layer, the inputs first. Sizes are CSS pixels.

/** Columns are no higher than this: the surface and the cost stand beside them. */
const highest = 440;

export interface UnitPlace {
  readonly x: number;
  readonly y: number;
}

export interface UnitGrid {
  readonly height: number;
  /** Side of a picture. */
  readonly size: number;
  /** places[column][unit]: middles. */
  readonly places: readonly (readonly UnitPlace[])[];
}

/** The places for columns of so many units each, in a given width. */
export function unitGrid(columns: readonly number[], width: number): UnitGrid {
  const most = Math.max(...columns);
  const gap = most > 5 ? 8 : 12;
  const room = Math.min(width / columns.length - 14, (highest - gap) / most - gap);
  const size = Math.max(24, Math.min(56, Math.floor(room)));
  const height = most * (size + gap) + gap;
  const step = (width - size - 8) / (columns.length - 1);
  const places = columns.map((units, column) =>
    Array.from({ length: units }, (_, unit) => ({
      x: 4 + size / 2 + column * step,
      y: height / 2 + (unit - (units - 1) / 2) * (size + gap),
    })),
  );
  return { height, size, places };
}

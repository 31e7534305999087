// Where the small pictures of all units stand: a column for each layer, the inputs first. Sizes are CSS pixels.

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
  const size = Math.max(24, Math.min(56, Math.floor(width / columns.length) - 14));
  const gap = size < 40 ? 8 : 12;
  const height = Math.max(...columns) * (size + gap) + gap;
  const step = (width - size - 8) / (columns.length - 1);
  const places = columns.map((units, column) =>
    Array.from({ length: units }, (_, unit) => ({
      x: 4 + size / 2 + column * step,
      y: height / 2 + (unit - (units - 1) / 2) * (size + gap),
    })),
  );
  return { height, size, places };
}

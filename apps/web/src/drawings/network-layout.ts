// Where the boxes of a small network stand and how its lines run: from left to right where there is room, from top to
// bottom where there is not. Sizes are CSS pixels. Drawing it: NetworkDrawing.svelte.

/** A box by its middle. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A line, and where its label stands. */
export interface Span {
  readonly from: Place;
  readonly to: Place;
  readonly label: Place;
}

/** A network laid out. */
export interface NetworkLayout {
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  /** places[layer][unit], the inputs first. */
  readonly places: readonly (readonly Place[])[];
  /** spans[layer][unit][input], from the layer before it; `layer` 0 is the first after the inputs. */
  readonly spans: readonly (readonly (readonly Span[])[])[];
}

const narrowest = 620;

/** Lays out layers of the given sizes, inputs first, whose boxes are `boxHeight` high. */
export function layOut(
  sizes: readonly number[],
  { width, boxHeight }: { width: number; boxHeight: number },
): NetworkLayout {
  const isWide = width >= narrowest;
  const box = { width: isWide ? 132 : Math.min(124, width * 0.42), height: boxHeight };
  const most = Math.max(...sizes);
  const gap = isWide ? { along: 0, across: 56 } : { along: 124, across: 0 };
  const height = isWide
    ? most * boxHeight + (most - 1) * gap.across + 8
    : sizes.length * boxHeight + (sizes.length - 1) * gap.along + 8;
  const places = sizes.map((count, layer) =>
    Array.from({ length: count }, (_, unit): Place => {
      if (!isWide)
        return { x: (width * (unit + 0.5)) / count, y: 4 + boxHeight / 2 + layer * (boxHeight + gap.along) };
      const step = (width - box.width - 8) / (sizes.length - 1);
      const middle = height / 2;
      return {
        x: 4 + box.width / 2 + layer * step,
        y: middle + (unit - (count - 1) / 2) * (boxHeight + gap.across),
      };
    }),
  );
  const spans = sizes.slice(1).map((count, layer) =>
    Array.from({ length: count }, (_, unit) =>
      places[layer].map((source, input) => {
        const target = places[layer + 1][unit];
        const half = isWide ? { x: box.width / 2, y: 0 } : { x: 0, y: boxHeight / 2 };
        const from = { x: source.x + half.x, y: source.y + half.y };
        const to = { x: target.x - half.x, y: target.y - half.y };
        return {
          from,
          to,
          label: between(
            from,
            to,
            labelShare({
              isWide,
              isSquare: count > 1 && places[layer].length > 1,
              isCrossing: unit !== input,
            }),
          ),
        };
      }),
    ),
  );
  return { height, box, places, spans };
}

// Crossing lines meet half-way: their labels stand nearer to where they come from. Downwards, where labels stand side by
// side, those of the other lines make room.
function labelShare({
  isWide,
  isSquare,
  isCrossing,
}: {
  isWide: boolean;
  isSquare: boolean;
  isCrossing: boolean;
}): number {
  if (!isSquare) return isWide ? 0.5 : 0.28;
  if (isCrossing) return isWide ? 0.27 : 0.22;
  return isWide ? 0.5 : 0.7;
}

function between(from: Place, to: Place, share: number): Place {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

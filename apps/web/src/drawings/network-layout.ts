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

/** What places and lines are worked out from. */
interface Measures {
  readonly sizes: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly box: NetworkLayout['box'];
  readonly isWide: boolean;
}

// Between boxes: downwards between the rows, sideways between the units of a column.
const gaps = { along: 124, across: 56 };

/** Lays out layers of the given sizes, inputs first, whose boxes are `boxHeight` high. */
export function layOut(
  sizes: readonly number[],
  { width, boxHeight }: { width: number; boxHeight: number },
): NetworkLayout {
  const isWide = width >= narrowest;
  const box = { width: isWide ? 132 : Math.min(124, width * 0.42), height: boxHeight };
  const [boxes, gap] = isWide ? [Math.max(...sizes), gaps.across] : [sizes.length, gaps.along];
  const height = boxes * boxHeight + (boxes - 1) * gap + 8;
  const places = layPlaces({ sizes, width, height, box, isWide });
  return { height, box, places, spans: laySpans(places, { box, isWide }) };
}

function layPlaces({ sizes, width, height, box, isWide }: Measures): Place[][] {
  const column = (width - box.width - 8) / (sizes.length - 1);
  return sizes.map((count, layer) =>
    Array.from({ length: count }, (_, unit) =>
      isWide
        ? {
            x: 4 + box.width / 2 + layer * column,
            y: height / 2 + (unit - (count - 1) / 2) * (box.height + gaps.across),
          }
        : { x: (width * (unit + 0.5)) / count, y: 4 + box.height / 2 + layer * (box.height + gaps.along) },
    ),
  );
}

function laySpans(
  places: readonly (readonly Place[])[],
  { box, isWide }: Pick<Measures, 'box' | 'isWide'>,
): Span[][][] {
  const half = isWide ? { x: box.width / 2, y: 0 } : { x: 0, y: box.height / 2 };
  return places.slice(1).map((targets, layer) =>
    targets.map((target, unit) =>
      places[layer].map((source, input) => {
        const from = { x: source.x + half.x, y: source.y + half.y };
        const to = { x: target.x - half.x, y: target.y - half.y };
        const isSquare = targets.length > 1 && places[layer].length > 1;
        const share = labelShare({ isWide, isSquare, isCrossing: unit !== input });
        return { from, to, label: between(from, to, share) };
      }),
    ),
  );
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

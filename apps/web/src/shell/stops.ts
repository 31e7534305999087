// Where presenter mode halts on a page: headings, panels and what is marked with `data-stop`. The keys that lead from
// one to the next: `page-keys.ts`.

const stopSelector = 'h1, [data-stop], section.panel:not(.inner), .prose h2';
/** A stop that is this near to the top is the present one. */
const slack = 12;
/** How much of the screen a step takes where the next stop is further away than a screen. */
const screenful = 0.8;

/** What a step through the page needs to know of it. */
export interface Scene {
  /** Tops of the stops relative to the top of the screen, in document order. */
  readonly tops: readonly number[];
  readonly screen: number;
  /** How far one can still scroll down, and up. */
  readonly below: number;
  readonly above: number;
}

/** How far to scroll for one step in a direction; `undefined` at the page's end, where another page follows. */
export function stepBy({ tops, screen, below, above }: Scene, direction: 1 | -1): number | undefined {
  const most = screen * screenful;
  if (direction === 1) {
    if (below <= 1) return undefined;
    const next = tops.find((top) => top > slack) ?? Number.POSITIVE_INFINITY;
    return Math.min(next, most, below);
  }
  if (above <= 1) return undefined;
  const previous = tops.findLast((top) => top < -slack) ?? Number.NEGATIVE_INFINITY;
  return -Math.min(-previous, most, above);
}

/** The page as it is now. `inset` is what a bar at the top covers. */
export function sceneOf(page: Document, { inset = 0 }: { inset?: number } = {}): Scene {
  const { scrollTop, scrollHeight, clientHeight } = page.documentElement;
  const stops = [...page.querySelectorAll<HTMLElement>(stopSelector)].filter(
    (stop) => stop.offsetParent !== null,
  );
  return {
    tops: stops.map((stop) => stop.getBoundingClientRect().top - inset),
    screen: clientHeight,
    below: scrollHeight - clientHeight - scrollTop,
    above: scrollTop,
  };
}

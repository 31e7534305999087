// From numbers to places on a drawing and back, and where an axis has its ticks. Not a drawing: Plot.svelte.

/** The two ends of an interval; the second may be the smaller one. */
export type Interval = readonly [number, number];

/** A straight line from one interval to another. */
export interface LinearScale {
  /** Where a number is drawn. Not held within the range. */
  (value: number): number;
  /** The number that is drawn there. */
  invert(place: number): number;
  /** Whether the number lies within the domain, its ends included. */
  contains(value: number): boolean;
  readonly domain: Interval;
  readonly range: Interval;
}

/** The scale that sends the ends of `domain` to the ends of `range`. */
export function linearScale(domain: Interval, range: Interval): LinearScale {
  const slope = (range[1] - range[0]) / (domain[1] - domain[0]);
  const scale = (value: number) => range[0] + (value - domain[0]) * slope;
  const invert = (place: number) => domain[0] + (place - range[0]) / slope;
  const [least, most] = [Math.min(...domain), Math.max(...domain)];
  const contains = (value: number) => value >= least && value <= most;
  return Object.assign(scale, { invert, contains, domain, range });
}

/** Round numbers within the domain, about `count` of them: multiples of 1, 2 or 5 times a power of ten. */
export function axisTicks([from, to]: Interval, count: number): number[] {
  const rough = Math.abs(to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(Math.min(from, to) / step);
  const last = Math.floor(Math.max(from, to) / step);
  // Multiplied, not added up, and rounded to the step: 0.3 must not read 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** An SVG path through places in pixels, to a tenth of one; empty where there is none. */
export function linePath(places: readonly (readonly [x: number, y: number])[]): string {
  const tenth = (pixels: number) => Math.round(10 * pixels) / 10;
  return places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('');
}

/** The value held within `least` and `most`. */
export function clamp(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, value));
}

// What one load out of a warm cache gave, and many of them together.

export interface WarmLoad {
  readonly name: 'mnist' | 'cifar-10';
  readonly images: number;
  /** From the call to both parts in memory; without the start of Node and of the package's main module. */
  readonly milliseconds: number;
  /** Time that processors spent on it, all threads together: what a busy machine does not lengthen by much. */
  readonly processorMilliseconds: number;
  /** Of images and labels. */
  readonly dataBytes: number;
  /** Most memory that the whole process had, Node itself included. */
  readonly peakBytes: number;
  /** Of which the load added. */
  readonly addedBytes: number;
}

/** Rounded to tenths. */
interface Spread {
  readonly best: number;
  readonly median: number;
  readonly worst: number;
}

export interface WarmRow extends Omit<WarmLoad, 'milliseconds' | 'processorMilliseconds'> {
  /** Who loaded it. */
  readonly loader: string;
  readonly loads: number;
  readonly milliseconds: Spread;
  readonly processorMilliseconds: Spread;
  /** Whole process by data. */
  readonly peakByData: number;
}

/** Times are sorted, memory is that of the load that took most. Expects one load at least, all of one set. */
export function summarize(loads: readonly WarmLoad[], loader: string): WarmRow {
  const largest = loads.reduce((most, load) => (load.peakBytes > most.peakBytes ? load : most));
  return {
    ...largest,
    loader,
    loads: loads.length,
    milliseconds: spreadOf(loads.map(({ milliseconds }) => milliseconds)),
    processorMilliseconds: spreadOf(loads.map(({ processorMilliseconds }) => processorMilliseconds)),
    peakByData: Math.round((largest.peakBytes / largest.dataBytes) * 100) / 100,
  };
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = times.map((time) => Math.round(time * 10) / 10).sort((a, b) => a - b);
  return { best: sorted[0], median: sorted[(sorted.length - 1) >> 1], worst: sorted[sorted.length - 1] };
}

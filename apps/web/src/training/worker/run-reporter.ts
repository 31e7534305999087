// How fast a run is, and how long it will still take: from the clock at its steps, smoothed, without its pauses.

export interface Pace {
  /** Call when a step begins that follows upon a pause or upon validation, so that the gap is not counted. */
  restart(): void;
  /** Call after each step, with all images that the run has gone through so far. */
  step(samplesDone: number): { readonly samplesPerSecond: number; readonly secondsLeft: number };
}

/** Weight of the newest step in the mean, where steps take a second; short steps weigh less. */
const smoothing = 0.5;

/** A pace over `samplesInAll` images; `now` in milliseconds. */
export function createPace(options: {
  samplesInAll: number;
  /** Images gone through before, where a run goes on. */
  samplesDone?: number;
  now: () => number;
}): Pace {
  const { samplesInAll, samplesDone: doneBefore = 0, now } = options;
  let last = now();
  let lastDone = doneBefore;
  let rate = 0;
  return {
    restart() {
      last = now();
    },
    step(samplesDone) {
      const time = now();
      const seconds = Math.max((time - last) / 1000, 1e-6);
      const momentary = (samplesDone - lastDone) / seconds;
      const weight = rate === 0 ? 1 : 1 - (1 - smoothing) ** Math.min(seconds, 4);
      rate += weight * (momentary - rate);
      [last, lastDone] = [time, samplesDone];
      const left = Math.max(0, samplesInAll - samplesDone);
      return { samplesPerSecond: rate, secondsLeft: rate > 0 ? left / rate : Number.NaN };
    },
  };
}

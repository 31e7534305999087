// Numbers as all lessons write them.

const whole = new Intl.NumberFormat('en');
/** With commas. */
export const count = (value: number) => whole.format(Math.round(value));
/** A share of 1. */
export const percent = (share: number, digits = 2) => `${(100 * share).toFixed(digits)} %`;
export const bytes = (value: number) =>
  value < 1e6
    ? `${(value / 1e3).toFixed(0)} kB`
    : value < 1e9
      ? `${(value / 1e6).toFixed(1)} MB`
      : `${(value / 1e9).toFixed(2)} GB`;

/** Of seconds, as people say it. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

// How numbers read, everywhere in the course: a true minus sign, no minus before a zero, commas between thousands. Nothing
// else of the page turns a number into text with decimals or commas; a test looks for it.

const whole = new Intl.NumberFormat('en');
const ticks = new Intl.NumberFormat('en', { maximumSignificantDigits: 12 });
/** A whole number with commas: `10,000`, `−3`. */
export const count = (value: number) => withMinus(whole.format(Math.round(value) + 0));
/** A count and what it counts: `1 step`, `10,000 steps`. */
export const plural = (value: number, one: string, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`;
/** A share of 1. */
export const percent = (share: number, digits = 2) => `${fixed(100 * share, digits)} %`;
export const bytes = (value: number) =>
  value < 1e6
    ? `${fixed(value / 1e3, 0)} kB`
    : value < 1e9
      ? `${fixed(value / 1e6, 1)} MB`
      : `${fixed(value / 1e9)} GB`;

/** Of seconds, as people say it. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${fixed(seconds / 3600, 1)} h`;
}

/** A number with so many decimals: `−0.50`. */
export function fixed(value: number, digits = 2): string {
  return withMinus(unsignedZero(value.toFixed(digits)));
}

/** A number of any size in a few characters: `0.0312`, `3.1e−5`. */
export function compact(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(digits - 2) : value.toPrecision(digits);
  return withMinus(text).replace('e+', 'e');
}

/** As short as it can be told: `−0.5`, `20`, `10,000`. */
export function tickText(value: number): string {
  return withMinus(ticks.format(value + 0));
}

/** For TeX, where a minus is a hyphen: `-0.50`. */
export function texNumber(value: number, digits = 2): string {
  return unsignedZero(value.toFixed(digits));
}

/** For TeX after an operator: negative numbers in parentheses. */
export function texFactor(value: number, digits = 2): string {
  const text = texNumber(value, digits);
  return text.startsWith('-') ? `(${text})` : text;
}

/** For TeX, a number of any size in three digits: `-0.0312`, `3.1 \cdot 10^{-5}`. */
export function texCompact(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 999.5) return value.toPrecision(3);
  const [digits, exponent] = value.toExponential(1).split('e');
  return `${digits} \\cdot 10^{${Number(exponent)}}`;
}

function unsignedZero(text: string): string {
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}

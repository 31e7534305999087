// How numbers read in drawings, formulas and labels: a true minus sign, no minus before a zero.

/** A number with so many decimals: `−0.50`. */
export function fixed(value: number, digits = 2): string {
  return unsignedZero(value.toFixed(digits)).replace('-', '−');
}

/** A number of any size in a few characters: `0.0312`, `3.1e−5`. */
export function compact(value: number, digits = 3): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e5 ? value.toExponential(digits - 2) : value.toPrecision(digits);
  return text.replaceAll('-', '−').replace('e+', 'e');
}

/** As short as it can be told: `−0.5`, `20`. */
export function tickText(value: number): string {
  return String(value).replace('-', '−');
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

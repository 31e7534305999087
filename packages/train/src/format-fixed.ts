// A number with a fixed count of decimals, as Python formats it.

/**
 * Like `toFixed`, but a number exactly between two results goes to the even digit, as Python's `format` does: 0.125
 * gives 0.12.
 *
 * @param value 0 or above
 * @param digits whole number from 0 to 20
 */
export function formatFixed(value: number, digits: number): string {
  // A number halfway between two decimals is a multiple of 2^-(digits + 1), and then toFixed shows it exactly.
  const exact = Number.isInteger(value * 2 ** (digits + 1)) ? value.toFixed(digits + 1) : '';
  if (!exact.endsWith('5')) return value.toFixed(digits);
  const cut = exact.slice(0, -1).replace(/\.$/, '');
  const isEven = Number(cut.at(-1)) % 2 === 0;
  return isEven ? cut : value.toFixed(digits);
}

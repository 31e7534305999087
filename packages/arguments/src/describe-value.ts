// Describes a received value in an error message: briefly, and with its type if the text alone would be ambiguous, such as "3"
// and 3.

const maxTextLength = 40;

function describeText(text: string): string {
  const shown = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
  return `${JSON.stringify(shown)} (a string)`;
}

function describeArray(values: readonly unknown[]): string {
  if (values.length === 0) return 'an empty array';
  const nested = values.some((value) => Array.isArray(value) || ArrayBuffer.isView(value));
  return nested ? `an array of ${values.length} arrays` : `an array of length ${values.length}`;
}

function describeObject(value: object): string {
  const name: unknown = value.constructor?.name;
  if (ArrayBuffer.isView(value) && 'length' in value) return `a ${name} of length ${value.length}`;
  if (typeof name === 'string' && name !== '' && name !== 'Object') return `an instance of ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 5).join(', ')}`;
}

/**
 * Describes any value in a few words: `"3" (a string)`, `NaN`, `null`, `nothing` for undefined, `an array of 2 arrays`,
 * `a Float32Array of length 10`, `an object with rate, seed`. Never throws.
 */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `${value}n (a bigint)`;
  if (Array.isArray(value)) return describeArray(value);
  if (typeof value === 'object' && value !== null) return describeObject(value);
  return String(value);
}

// Fields that a lesson's state in the URL is made of: each knows its default, and how it is read and written.
// Together they make a codec: `url-state.ts`.

/** One field of the state. `parse` gives `undefined` where the text makes no sense; it never throws. */
export interface UrlField<T> {
  readonly initial: T;
  parse(text: string): T | undefined;
  format(value: T): string;
}

interface NumberRange {
  readonly initial: number;
  readonly min?: number;
  readonly max?: number;
}

/** A finite number between `min` and `max`, both included. */
export function numberField({ initial, min = -Infinity, max = Infinity }: NumberRange): UrlField<number> {
  const parse = (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
  };
  return { initial, parse, format: String };
}

/** A whole number between `min` and `max`, both included. Seeds are such: 0 is one. */
export function integerField(range: NumberRange): UrlField<number> {
  const number = numberField(range);
  const parse = (text: string) => {
    const value = number.parse(text);
    return Number.isSafeInteger(value) ? value : undefined;
  };
  return { ...number, parse };
}

/** One of some words. */
export function choiceField<const T extends string>(choices: readonly T[], initial: T): UrlField<T> {
  return { initial, parse: (text) => choices.find((choice) => choice === text), format: String };
}

/** Yes or no, written 1 and 0. */
export function flagField(initial: boolean): UrlField<boolean> {
  const values = new Map([
    ['1', true],
    ['0', false],
  ]);
  return { initial, parse: (text) => values.get(text), format: (value) => (value ? '1' : '0') };
}

/** Any text up to `maxLength` characters. */
export function textField({
  initial,
  maxLength = 200,
}: {
  initial: string;
  maxLength?: number;
}): UrlField<string> {
  return { initial, parse: (text) => (text.length <= maxLength ? text : undefined), format: String };
}

/**
 * Several values of one kind, joined by `separator`; the empty text is no value at all. `item` gives how one reads
 * and writes, its `initial` is not used.
 */
export function listField<T>({
  item,
  initial,
  maxItems = 1000,
  separator = '_',
}: {
  item: UrlField<T>;
  initial: readonly T[];
  maxItems?: number;
  separator?: string;
}): UrlField<readonly T[]> {
  const parse = (text: string) => {
    const words = text === '' ? [] : text.split(separator, maxItems + 1);
    if (words.length > maxItems) return undefined;
    const values: T[] = [];
    for (const word of words) {
      const value = item.parse(word);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values;
  };
  return { initial, parse, format: (values) => values.map((value) => item.format(value)).join(separator) };
}

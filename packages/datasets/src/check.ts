// What this package's functions expect of their arguments, for callers in plain JavaScript. What the bytes of a file
// must hold is checked by its reader, in ./formats.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { DatasetError } from './error.ts';
import type { Split } from './split/split.ts';

/** Each check throws a DatasetError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new DatasetError('INVALID_ARGUMENT', message),
);

/** Refuses options that are no record, and those that nobody reads. */
export function requireOptions(name: string, value: unknown, known: readonly string[]): void {
  check.options(name, value, known);
}

/** Refuses what is no split: fields of other kinds, or of lengths that do not fit each other. Looks at no pixel. */
export function requireSplit(name: string, value: unknown): asserts value is Split {
  check.record(name, value, '{ images, labels, shape, classNames }');
  const { labels, classNames } = value;
  requirePixels(name, value);
  const [images] = value.shape;
  check.instance(`${name}.labels`, labels, [Uint8Array]);
  check.that(labels.length === images, `${name}.labels`, {
    expected: `one label for each of ${images} images`,
    value: labels,
  });
  requireNames(`${name}.classNames`, classNames);
}

/** Refuses images without a shape that fits them. */
export function requirePixels(
  name: string,
  value: unknown,
): asserts value is Pick<Split, 'images' | 'shape'> {
  check.record(name, value, '{ images, shape }');
  const { images, shape } = value;
  check.instance(`${name}.images`, images, [Uint8Array]);
  check.numbers(`${name}.shape`, shape, { length: 4, min: 0 });
  const count = shape[0] * shape[1] * shape[2] * shape[3];
  check.that(images.length === count, `${name}.images`, {
    expected: `${count} bytes, as its shape [${Array.from(shape).join(', ')}] says`,
    value: images,
  });
}

/** Refuses a label without a class, which would count for another one or for none. Looks at every label. */
export function requireLabels(
  name: string,
  { labels, classNames }: Pick<Split, 'labels' | 'classNames'>,
): void {
  const classes = classNames.length;
  const wrong = labels.findIndex((label) => label >= classes);
  check.that(wrong < 0, `${name}.labels[${wrong}]`, {
    expected: `a class number 0..${classes - 1}, as there are ${classes} classNames`,
    value: labels[wrong],
  });
}

/** Refuses anything but an array of texts. */
export function requireNames(name: string, value: unknown): asserts value is readonly string[] {
  check.list(name, value);
  const wrong = value.findIndex((text) => typeof text !== 'string');
  check.that(wrong < 0, `${name}[${wrong}]`, { expected: 'a string', value: value[wrong] });
}

/** Refuses a random seed that is none: a safe integer of any sign. */
export function requireSeed(value: unknown): asserts value is number {
  check.wholeNumber('seed', value);
}

/** Refuses a signal that is none, and lets a missing one pass. */
export function requireSignal(value: unknown): asserts value is AbortSignal | undefined {
  if (value !== undefined) check.instance('signal', value, [AbortSignal]);
}

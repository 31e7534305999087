// The grammar of selections, which name images as text: `train[:80%]`, `test[-500:]`, `train[1000:2000]+test`. It
// follows TensorFlow Datasets (https://www.tensorflow.org/datasets/splits), but bounds are checked instead of clamped.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';

/** Names of the two splits of a data set. */
export type SplitName = 'train' | 'test';

/** An end of a range: a number of images or a percentage. Negative values count from the end. */
export interface Bound {
  readonly value: number;
  readonly unit: 'images' | 'percent';
}

/** One term of a selection. A missing bound means the start or end of the split. */
export interface SelectionTerm {
  readonly split: SplitName;
  readonly from?: Bound;
  readonly to?: Bound;
}

/** Consecutive images of one split, from `start` (inclusive) to `end` (exclusive). */
export interface ImageRange {
  readonly split: SplitName;
  readonly start: number;
  readonly end: number;
}

const TERM = /^(train|test)(?:\[([^[\]:]*):([^[\]:]*)\])?$/;
const BOUND = /^(-?\d{1,15})(%?)$/;
const MAX_LENGTH = 10_000;

/** Refuses anything but a string. An empty string does not match the grammar. */
export function requireSelectionText(name: string, value: unknown): void {
  check.that(typeof value === 'string', name, { expected: 'a selection such as train[:80%]', value });
}

/**
 * Parses a selection: terms joined by `+`, each `train` or `test` with an optional range `[from:to]` in images or per
 * cent. White space is ignored.
 *
 * @example parseSelection('train[:80%]') // [{ split: 'train', from: undefined, to: { value: 80, unit: 'percent' } }]
 * @throws DatasetError `PARSE_SPLIT`.
 */
export function parseSelection(text: string): SelectionTerm[] {
  requireSelectionText('text', text);
  if (text.length > MAX_LENGTH)
    throw failure(`${text.slice(0, 40)}…`, `it is longer than ${MAX_LENGTH} characters`);
  return text.split('+').map((term) => {
    const [, split, from, to] = TERM.exec(term.replace(/\s+/g, '')) ?? [];
    if (split !== 'train' && split !== 'test')
      throw failure(text, `"${term.trim()}" is not a term of the grammar`);
    return { split, from: parseBound(text, from), to: parseBound(text, to) };
  });
}

function parseBound(text: string, bound: string | undefined): Bound | undefined {
  if (bound === undefined || bound === '') return undefined;
  const [, digits, sign] = BOUND.exec(bound) ?? [];
  if (digits === undefined) throw failure(text, `"${bound}" is neither a number of images nor a percentage`);
  const value = Number(digits);
  if (sign === '%' && Math.abs(value) > 100) throw failure(text, `${bound} is beyond 100 %`);
  return { value, unit: sign === '%' ? 'percent' : 'images' };
}

/**
 * The images that a selection names in a data set with these counts. Percentages are rounded to whole images.
 *
 * @throws DatasetError `PARSE_SPLIT` if a bound exceeds the split, or a range ends before it starts.
 */
export function resolveSelection(text: string, counts: Readonly<Record<SplitName, number>>): ImageRange[] {
  const terms = parseSelection(text);
  check.record('counts', counts, '{ train, test }');
  check.wholeNumber('counts.train', counts.train, { min: 0 });
  check.wholeNumber('counts.test', counts.test, { min: 0 });
  return terms.map(({ split, from, to }) => {
    const count = counts[split];
    const start = from === undefined ? 0 : imageNumber({ text, bound: from, split, count });
    const end = to === undefined ? count : imageNumber({ text, bound: to, split, count });
    if (end < start) throw failure(text, `a range of ${split} begins at ${start} and ends at ${end}`);
    return { split, start, end };
  });
}

function imageNumber(position: {
  readonly text: string;
  readonly bound: Bound;
  readonly split: SplitName;
  readonly count: number;
}): number {
  const { text, bound, split, count } = position;
  const images = bound.unit === 'percent' ? Math.round((bound.value * count) / 100) : bound.value;
  const fromStart = images < 0 ? count + images : images;
  if (fromStart < 0 || fromStart > count) throw failure(text, `${split} has ${count} images, not ${images}`);
  return fromStart === 0 ? 0 : fromStart;
}

function failure(text: string, why: string): DatasetError {
  return new DatasetError(
    'PARSE_SPLIT',
    `"${text}" is not a selection of images: ${why}. Write it like train, test[-500:], train[:80%] or train[:100]+test[:100].`,
  );
}

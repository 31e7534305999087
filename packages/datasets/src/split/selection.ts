// The split grammar: which images of a set, as a text. `train[:80%]`, `test[-500:]`, `train[1000:2000]+test`.
// After TensorFlow Datasets' (https://www.tensorflow.org/datasets/splits), with bounds checked instead of clamped.
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';

/** Names of the two parts of a set. */
export type SplitName = 'train' | 'test';

/** One end of a range: a number of images, or a percentage of them; negative ones count from the end. */
export interface Bound {
  readonly value: number;
  readonly unit: 'images' | 'percent';
}

/** One term of a selection. A missing end is the part's own. */
export interface SelectionTerm {
  readonly split: SplitName;
  readonly from?: Bound;
  readonly to?: Bound;
}

/** Consecutive images of one part, `start` inclusive, `end` exclusive. */
export interface ImageRange {
  readonly split: SplitName;
  readonly start: number;
  readonly end: number;
}

const TERM = /^(train|test)(?:\[([^[\]:]*):([^[\]:]*)\])?$/;
const BOUND = /^(-?\d{1,15})(%?)$/;
const MAX_LENGTH = 10_000;

/** Refuses what is no text. An empty one is none of the grammar. */
export function requireSelectionText(name: string, value: unknown): void {
  check.that(typeof value === 'string', name, { expected: 'a selection such as train[:80%]', value });
}

/**
 * Reads a selection: terms joined by `+`, each `train` or `test`, with an optional range `[from:to]` in images or
 * in per cent. Spaces between the signs are passed over.
 *
 * @example parseSelection('train[:80%]') // [{ part: 'train', from: undefined, to: { value: 80, unit: 'percent' } }]
 * @throws DatasetError `PARSE_SPLIT`.
 */
export function parseSelection(text: string): SelectionTerm[] {
  requireSelectionText('text', text);
  if (text.length > MAX_LENGTH)
    throw failure(`${text.slice(0, 40)}…`, `it is longer than ${MAX_LENGTH} characters`);
  return text.split('+').map((term) => {
    const [, split, from, to] = TERM.exec(term.replace(/\s+/g, '')) ?? [];
    if (split !== 'train' && split !== 'test') throw failure(text, `"${term.trim()}" is no term of it`);
    return { split, from: parseBound(text, from), to: parseBound(text, to) };
  });
}

function parseBound(text: string, bound: string | undefined): Bound | undefined {
  if (bound === undefined || bound === '') return undefined;
  const [, digits, sign] = BOUND.exec(bound) ?? [];
  if (digits === undefined) throw failure(text, `"${bound}" is no number of images and no percentage`);
  const value = Number(digits);
  if (sign === '%' && Math.abs(value) > 100) throw failure(text, `${bound} is beyond 100 %`);
  return { value, unit: sign === '%' ? 'percent' : 'images' };
}

/**
 * The images that a selection means in a set of these counts. A percentage is rounded to the nearest image.
 *
 * @throws DatasetError `PARSE_SPLIT` if a bound lies beyond the part, or a range ends before it begins.
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
    `"${text}" is no selection of images: ${why}. Write it like train, test[-500:], train[:80%] or train[:100]+test[:100].`,
  );
}

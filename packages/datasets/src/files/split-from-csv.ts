// A CSV file as a split: one image in a row, one column its label, the others its pixels. As Kaggle's MNIST is.
import { DatasetError } from '../error.ts';
import { csvRows } from '../formats/csv.ts';
import type { Split } from '../split/split.ts';
import { unpacked } from './read-splits.ts';
import { splitOfArrays } from './split-of-arrays.ts';

/** Which columns of a table are the label and the pixels, and what shape an image has. */
export interface CsvOptions {
  /** Of one image; the pixels stand row by row, channels last. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /** Column of the label: its name in the first row, or its number from 0. Default 0. */
  readonly label?: string | number;
  /** Whether the first row names the columns. Default: whether it holds a field that is no number. */
  readonly header?: boolean;
  /** Default: the labels, where they are whole numbers; otherwise the texts that stand there, sorted. */
  readonly classNames?: readonly string[];
  /** One character. Default `,`. */
  readonly separator?: string;
  /** Most bytes of the unpacked file. Default 512 MiB, what a text may have. */
  readonly limit?: number;
}

/**
 * Reads a CSV file, compressed by gzip or not.
 *
 * @throws DatasetError `PARSE_CSV` if a row has another number of columns or a pixel is no number 0..255; `INVALID_ARGUMENT`
 *   if there is no such label column, or a label is none of `classNames`.
 */
export async function splitFromCsv(file: Uint8Array | string, options: CsvOptions): Promise<Split> {
  const { imageShape, separator, limit = 2 ** 29 } = options;
  const text =
    typeof file === 'string'
      ? file
      : new TextDecoder().decode((await unpacked(file, 'PARSE_CSV', limit)).slice());
  const columns = 1 + imageShape.reduce((product, size) => product * size, 1);
  const pixels = growing();
  const labels: string[] = [];
  let labelColumn: number | undefined;
  let row = 0;
  for (const fields of csvRows(text, { separator })) {
    row++;
    if (fields.length !== columns) throw failure(row, `has ${fields.length} columns, expected ${columns}`);
    const isHeader = row === 1 && (options.header ?? fields.some((field) => Number.isNaN(Number(field))));
    labelColumn ??= columnOf(options.label ?? 0, isHeader ? fields : [], columns);
    if (isHeader) continue;
    labels.push(fields[labelColumn]);
    for (let at = 0; at < columns; at++) if (at !== labelColumn) pixels.add(pixelOf(fields[at], row, at));
  }
  return splitOfArrays({
    images: { shape: [labels.length, ...imageShape], data: pixels.taken() },
    ...classesOf(labels, options.classNames),
  });
}

/** Bytes that are added one by one. */
function growing() {
  let bytes = new Uint8Array(1 << 16);
  let count = 0;
  return {
    add(value: number) {
      if (count === bytes.length) {
        const larger = new Uint8Array(2 * count);
        larger.set(bytes);
        bytes = larger;
      }
      bytes[count++] = value;
    },
    taken: () => bytes.slice(0, count),
  };
}

function columnOf(label: string | number, names: readonly string[], columns: number): number {
  const column = typeof label === 'number' ? label : names.indexOf(label);
  if (Number.isInteger(column) && column >= 0 && column < columns) return column;
  throw new DatasetError(
    'INVALID_ARGUMENT',
    `The CSV file has no column "${label}" for labels, of ${columns} columns${names.length > 0 ? ` from "${names[0]}" on` : ' without names'}.`,
  );
}

function pixelOf(field: string, row: number, column: number): number {
  const value = field === '' ? Number.NaN : Number(field);
  if (Number.isInteger(value) && value >= 0 && value <= 255) return value;
  throw failure(row, `has "${field.slice(0, 20)}" in column ${column}, expected a whole number 0..255`);
}

function classesOf(labels: readonly string[], given: readonly string[] | undefined) {
  const numbers = labels.map(Number);
  const shape = [labels.length];
  if (numbers.every(Number.isInteger)) return { labels: { shape, data: numbers }, classNames: given };
  const classNames = given ?? [...new Set(labels)].sort();
  const unknown = labels.find((label) => !classNames.includes(label));
  if (unknown !== undefined) {
    throw new DatasetError('INVALID_ARGUMENT', `The label "${unknown}" is none of ${classNames.join(', ')}.`);
  }
  return { labels: { shape, data: labels.map((label) => classNames.indexOf(label)) }, classNames };
}

function failure(row: number, what: string): DatasetError {
  return new DatasetError('PARSE_CSV', `Row ${row} of the CSV file ${what}.`);
}

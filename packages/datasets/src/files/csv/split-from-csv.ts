// Reads a CSV table as a split: one image per row, one column for the label, the others for the pixels, as in Kaggle's
// MNIST. The file is streamed, so only the pixels take memory. Columns: ./csv-columns.ts; labels: ./csv-labels.ts.
import { check, requireNames, requireOptions } from '../../check.ts';
import { DatasetError, reasonOf } from '../../error.ts';
import { createCsvReader, requireSeparator } from '../../formats/csv.ts';
import { kindSentence } from '../../formats/file-kind.ts';
import { allocate } from '../../memory.ts';
import { gunzip } from '../../pipeline/gunzip.ts';
import { SourceError } from '../../source/source.ts';
import type { Split } from '../../split/split.ts';
import { unlabelled } from '../arrays/array-labels.ts';
import { type ArrayOptions, refuseNearlyBlack, requireArrayOptions } from '../arrays/split-from-arrays.ts';
import { chunksOfSource, type FileSource, requireFileSource } from '../file-source.ts';
import { type Columns, type CsvColumnOptions, columnsOf } from './csv-columns.ts';
import { classesOf } from './csv-labels.ts';

/** Which columns of a table are label and pixels, and the shape of an image. */
export interface CsvOptions extends Omit<ArrayOptions, 'imageShape'>, CsvColumnOptions {
  /** Shape of one image. The pixels are in row-major order, channels last. */
  readonly imageShape: readonly [height: number, width: number, channels: number];
  /**
   * Default: if the labels are words, the distinct words in alphabetical order; otherwise the numbers as strings.
   * Labels that match a given name are names, even if they are numbers.
   */
  readonly classNames?: readonly string[];
  /** One character. Default: comma, semicolon, tab, bar or space, whichever the first line uses. */
  readonly separator?: string;
  /** A name that `TextDecoder` accepts. Default: UTF-16 if the file starts like it, otherwise UTF-8. */
  readonly encoding?: string;
  /** Maximum size of the decompressed file in bytes. Default 2 GiB. */
  readonly limit?: number;
}

const OPTIONS = [
  'imageShape',
  'label',
  'skipColumns',
  'header',
  'classNames',
  'range',
  'separator',
  'encoding',
  'limit',
];

/**
 * Reads a CSV file, with or without gzip compression.
 *
 * @param file the text of the table, or a file. A string without a line break and without a separator is a path.
 * @throws DatasetError `PARSE_CSV`, with row and column, if a row has a wrong number of columns, a label is missing or
 * invalid, or a pixel is not a whole number 0..255 and there is no `range`; `INVALID_ARGUMENT` if the label column
 * does not exist, a label is not among `classNames`, or no pixel exceeds 1 and `range` does not say what that
 * means; `FILE_UNREADABLE`.
 */
export async function splitFromCsv(file: FileSource, options: CsvOptions): Promise<Split> {
  requireFileSource('file', file);
  requireCsvOptions(options);
  const { imageShape, range } = options;
  const size = imageShape.reduce((product, length) => product * length, 1);
  const pixels = growingBytes();
  const labels: string[] = [];
  const rows: number[] = [];
  let columns: Columns | undefined;
  let row = 0;
  for await (const fields of rowsOf(file, options, size)) {
    row++;
    columns ??= columnsOf(fields, { ...options, pixels: size });
    if (row === 1 && columns.isHeading) continue;
    if (fields.length !== columns.count) throw columns.wrongCount(row, fields.length);
    if (columns.label !== undefined) labels.push(fields[columns.label].trim());
    rows.push(row);
    for (const at of columns.pixels) {
      const value = pixelOf(fields[at], range);
      if (value === undefined) throw wrongPixel(fields[at], { row, column: columns.named(at), options });
      pixels.add(value);
    }
  }
  if (columns === undefined || rows.length === 0) {
    throw new DatasetError('PARSE_CSV', 'The CSV file has no row with an image.');
  }
  const { classes, classNames } =
    columns.label === undefined
      ? unlabelled(rows.length, options.classNames)
      : classesOf(labels, { rows, column: columns.named(columns.label), given: options.classNames });
  const images = pixels.taken();
  if (range === undefined) refuseNearlyBlack(images);
  return { images, labels: classes, shape: [rows.length, ...imageShape], classNames };
}

function requireCsvOptions(options: CsvOptions): void {
  requireOptions('splitFromCsv', options, OPTIONS);
  const { imageShape, label, skipColumns, header, classNames, range, separator, encoding, limit } = options;
  check.numbers('imageShape', imageShape, { length: 3, min: 1 });
  requireArrayOptions({ classNames, imageShape, range });
  if (label !== undefined && label !== false) requireColumn('label', label);
  if (skipColumns !== undefined) {
    check.list('skipColumns', skipColumns);
    skipColumns.forEach((column, index) => {
      requireColumn(`skipColumns[${index}]`, column);
    });
  }
  if (header !== undefined) check.flag('header', header);
  if (separator !== undefined) requireSeparator(separator);
  if (limit !== undefined) check.number('limit', limit, { min: 0 });
  if (classNames !== undefined) requireNames('classNames', classNames);
  if (encoding !== undefined) decoderFor(encoding);
}

function requireColumn(name: string, value: unknown): void {
  const holds = (typeof value === 'string' && value !== '') || Number.isInteger(value);
  check.that(holds, name, { expected: "a column's name or its number from 0", value });
}

async function* rowsOf(file: FileSource, options: CsvOptions, size: number): AsyncGenerator<string[]> {
  const { separator, label, skipColumns = [] } = options;
  const columns = size + skipColumns.length + (label === false ? 0 : 1);
  const reader = createCsvReader({ separator, columns });
  if (typeof file === 'string' && !isPath(file, separator)) {
    yield* reader.rows(file, { isLast: true });
    return;
  }
  for await (const piece of textOf(file, options)) yield* reader.rows(piece, { isLast: false });
  yield* reader.rows('', { isLast: true });
}

/** Whether a string is a path rather than a table: no useful table is a single field. */
function isPath(text: string, separator = ''): boolean {
  const isTable = /[\r\n,;\t|]/.test(text) || (separator !== '' && text.includes(separator));
  return !isTable && !/^[\deE\s.+-]*$/.test(text);
}

async function* textOf(file: FileSource, { encoding, limit = 2 ** 31 }: CsvOptions): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  try {
    for await (const piece of gunzip(() => chunksOfSource(file))) {
      bytes += piece.length;
      if (bytes > limit) throw failure(`has more than ${limit} bytes. Raise the limit`);
      if (decoder === undefined) {
        const kind = encoding === undefined ? kindSentence(piece) : '';
        if (kind !== '') throw failure(`is of another kind.${kind.replace(/\.$/, '')}`);
        decoder = decoderFor(encoding ?? encodingOf(piece));
      }
      yield decoder.decode(piece, { stream: true });
    }
    if (decoder !== undefined) yield decoder.decode();
  } catch (cause) {
    if (cause instanceof SourceError) throw failure(`cannot be unpacked: ${cause.message}`, cause);
    if (!(cause instanceof TypeError) || decoder === undefined) throw cause;
    throw failure(`is not in ${decoder.encoding}. Pass its encoding, such as 'windows-1252'`, cause);
  }
}

function decoderFor(encoding: string): TextDecoder {
  check.text('encoding', encoding);
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `encoding expects a name that TextDecoder knows, such as 'utf-8'; received "${encoding}" (${reasonOf(cause)}).`,
      { cause },
    );
  }
}

/** Detects UTF-16 by its byte order mark, or by the zero that is every second byte of ASCII text. */
function encodingOf([first, second, third, fourth]: Uint8Array): string {
  const hasMark = (a: number, b: number) => first === a && second === b;
  if (hasMark(0xff, 0xfe) || (first !== 0 && second === 0 && fourth === 0)) return 'utf-16le';
  return hasMark(0xfe, 0xff) || (first === 0 && second !== 0 && third === 0) ? 'utf-16be' : 'utf-8';
}

/** Collects bytes one by one. */
function growingBytes() {
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
    taken() {
      const taken = allocate(count);
      taken.set(bytes.subarray(0, count));
      return taken;
    },
  };
}

/** The byte that a field stands for; undefined if it is not a valid pixel. */
function pixelOf(field: string, range: CsvOptions['range']): number | undefined {
  const value = Number(field);
  // Number('') and Number(' ') are 0.
  if (value === 0 && field.trim() === '') return undefined;
  if (range !== undefined) {
    const [black, white] = range;
    return value >= black && value <= white
      ? Math.round(((value - black) * 255) / (white - black))
      : undefined;
  }
  return Number.isInteger(value) && value >= 0 && value <= 255 ? value : undefined;
}

function wrongPixel(
  field: string,
  cell: { readonly row: number; readonly column: string; readonly options: CsvOptions },
): DatasetError {
  const { row, column, options } = cell;
  const { range, header } = options;
  const expected = range === undefined ? 'a whole number 0..255' : `a number ${range[0]}..${range[1]}`;
  const value = field.trim() === '' ? Number.NaN : Number(field);
  const hints = [
    ...(range === undefined && Number.isFinite(value)
      ? ['If white is another number than 255, pass range, such as range: [0, 1]']
      : []),
    ...(row === 1 && header === undefined ? ['If the first row names the columns, pass header: true'] : []),
  ];
  const what = `Row ${row} of the CSV file has "${field.slice(0, 20)}" in column ${column}, expected ${expected}`;
  return new DatasetError('PARSE_CSV', `${[what, ...hints].join('. ')}.`);
}

function failure(what: string, cause?: unknown): DatasetError {
  return new DatasetError('PARSE_CSV', `The CSV file ${what}.`, { cause });
}

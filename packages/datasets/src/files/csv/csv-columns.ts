// Decides which column of a table is which, from its first row and the options. Labels may be words, so only the pixel
// fields reveal whether that row is a heading. Anything ambiguous is refused with the option that resolves it.
import { DatasetError } from '../../error.ts';

/** How to find the columns of a table. */
export interface CsvColumnOptions {
  /**
   * The label column: its name in the heading, or its number from 0, negative from the end. `false` if there is none,
   * as in Kaggle's `test.csv`: then every label is 0, and the only class is `unlabelled`. Default: the first column
   * that is not skipped.
   */
  readonly label?: string | number | false;
  /** Columns to ignore, such as an index: names or numbers, as for `label`. Default none. */
  readonly skipColumns?: readonly (string | number)[];
  /** Whether the first row is a heading. Default: whether each of its pixel fields is a word. */
  readonly header?: boolean;
}

/** The columns of a table. */
export interface Columns {
  readonly count: number;
  readonly isHeading: boolean;
  readonly label: number | undefined;
  readonly pixels: readonly number[];
  /** Describes a column in messages: its number, and its name if it has one. */
  named(column: number): string;
  /** The error for a row with another number of columns. */
  wrongCount(row: number, received: number): DatasetError;
}

/** Common names of label columns. */
const LABEL_NAMES = ['label', 'labels', 'class', 'target', 'y', 'category'];
/** Notations for a missing number. */
const MISSING = /^(nan|na|n\/a|null|none|[+-]?inf(inity)?|-)?$/i;

/** Whether a field is empty or says that its value is missing. */
export function isMissing(field: string): boolean {
  return MISSING.test(field.trim());
}

/**
 * @throws DatasetError `PARSE_CSV` for a wrong number of columns, `INVALID_ARGUMENT` for a column that does not exist.
 */
export function columnsOf(
  first: readonly string[],
  { pixels, label, skipColumns = [], header }: CsvColumnOptions & { readonly pixels: number },
): Columns {
  const count = pixels + skipColumns.length + (label === false ? 0 : 1);
  const wrongCount = (row: number, received: number) =>
    new DatasetError(
      'PARSE_CSV',
      `Row ${row} of the CSV file has ${received} columns, expected ${count}.${row === 1 ? countHint(first, { count, label, skipColumns }) : ''}`,
    );
  if (first.length !== count) throw wrongCount(1, first.length);
  const names = first.map((field) => field.trim());
  const find = (wanted: string | number) => columnNumber(wanted, names);
  const skipped = new Set(skipColumns.map(find));
  const free = names.map((_, column) => column).filter((column) => !skipped.has(column));
  const labelColumn = label === false ? undefined : label === undefined ? free[0] : find(label);
  const rest = free.filter((column) => column !== labelColumn);
  if (rest.length !== pixels)
    throw new DatasetError('INVALID_ARGUMENT', `skipColumns and label name a column of the CSV file twice.`);
  const isHeading = header ?? rest.every((column) => isWord(names[column]));
  if (!isHeading) refuseNames([label, ...skipColumns], names);
  else if (label === undefined) refuseOtherLabel(names, { first: free[0], second: free[1] });
  return {
    count,
    isHeading,
    label: labelColumn,
    pixels: rest,
    named: (column) => (isHeading ? `${column}, "${names[column]}"` : String(column)),
    wrongCount,
  };
}

function isWord(field: string): boolean {
  return !isMissing(field) && Number.isNaN(Number(field));
}

function countHint(
  first: readonly string[],
  { count, label, skipColumns }: { readonly count: number } & Pick<CsvColumnOptions, 'label' | 'skipColumns'>,
): string {
  if (first.length === 1) return ' Is its separator another one? Pass separator.';
  if (first.length === count + 1) {
    const column = first.at(-1)?.trim() === '' ? -1 : 0;
    return ` Is one of them an index? Pass skipColumns: [${[...(skipColumns ?? []), column].map((one) => JSON.stringify(one)).join(', ')}].`;
  }
  return first.length === count - 1 && label === undefined ? ' Are there no labels? Pass label: false.' : '';
}

function columnNumber(wanted: string | number, names: readonly string[]): number {
  const column =
    typeof wanted === 'string' ? names.indexOf(wanted.trim()) : wanted < 0 ? names.length + wanted : wanted;
  if (column < 0 || column >= names.length) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `The CSV file has no column "${wanted}", of ${names.length} columns that begin with "${names[0]}".`,
    );
  }
  if (typeof wanted === 'string' && names.lastIndexOf(wanted.trim()) !== column) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `The CSV file has several columns "${wanted}". Give its number.`,
    );
  }
  return column;
}

/** Without a heading, a matching name is a value of the first image. */
function refuseNames(
  wanted: readonly (string | number | false | undefined)[],
  names: readonly string[],
): void {
  const name = wanted.find((column) => typeof column === 'string');
  if (name === undefined) return;
  throw new DatasetError(
    'INVALID_ARGUMENT',
    `The CSV file has no heading that could name the column "${name}": its first row begins with "${names[0]}". Give its number, or pass header: true.`,
  );
}

/** Refuses a heading that calls another column the label, or in which the first column is named like the pixels. */
function refuseOtherLabel(
  names: readonly string[],
  { first, second }: { readonly first: number; readonly second: number },
): void {
  const isLabel = (name: string) => LABEL_NAMES.includes(name.toLowerCase());
  const column = names.findIndex(isLabel);
  if (isLabel(names[first])) return;
  const stem = (name: string) => name.replace(/[\d\sx_.-]+/g, '');
  if (column < 0 && stem(names[first]) === stem(names[second])) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `The first column of the CSV file, "${names[first]}", is named like the pixels, and would be read as the label. Pass the label column, such as label: "${names.at(-1)}".`,
    );
  }
  if (column < 0) return;
  throw new DatasetError(
    'INVALID_ARGUMENT',
    `The CSV file has a column "${names[column]}", and its first column, "${names[first]}", would be read as the label. Pass the one you mean: label: "${names[column]}".`,
  );
}

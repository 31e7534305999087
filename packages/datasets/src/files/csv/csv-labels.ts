// Converts the labels of a table to class numbers: numbers, words, or given names. A missing label, a mixture of
// numbers and words, and a number that is not a class are refused with their row.
import { DatasetError } from '../../error.ts';
import { allocate } from '../../memory.ts';
import { isMissing } from './csv-columns.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const MAX_CLASSES = 256;

interface LabelContext {
  /** The row of each label in the file, from 1. */
  readonly rows: readonly number[];
  /** The column of the labels, for messages. */
  readonly column: string;
  readonly given: readonly string[] | undefined;
}

/** @throws DatasetError `PARSE_CSV`, with the row; `INVALID_ARGUMENT` for a label that is not among the given names. */
export function classesOf(
  labels: readonly string[],
  context: LabelContext,
): { readonly classes: Uint8Array; readonly classNames: readonly string[] } {
  const { rows, column, given } = context;
  const names = new Map((given ?? []).map((name, index) => [name, index]));
  if (given !== undefined && labels.every((label) => names.has(label))) {
    return { classes: numbered(labels, names), classNames: given };
  }
  const empty = labels.findIndex((label) => isMissing(label) && !names.has(label));
  if (empty >= 0) {
    throw failure(
      rows[empty],
      `has no label in column ${column}, but "${labels[empty]}". Leave the row out, or give it one`,
    );
  }
  const firstWord = labels.findIndex((label) => !NUMBER.test(label));
  if (firstWord < 0) return numbersOf(labels, context);
  if (given !== undefined) {
    const unknown = labels.findIndex((label) => !names.has(label));
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `The label "${labels[unknown]}" in row ${rows[unknown]} of the CSV file is not among ${given.join(', ')}.`,
    );
  }
  const firstNumber = labels.findIndex((label) => NUMBER.test(label));
  if (firstNumber >= 0) {
    const isHeading = rows[firstWord] === 1;
    throw failure(
      rows[firstWord],
      `has the label "${labels[firstWord]}" in column ${column}, and row ${rows[firstNumber]} the number ${labels[firstNumber]}. ${isHeading ? 'If the first row names the columns, pass header: true' : 'Pass classNames if all of them are names'}`,
    );
  }
  const classNames = [...new Set(labels)].sort();
  if (classNames.length > MAX_CLASSES) {
    throw new DatasetError(
      'PARSE_CSV',
      `The CSV file has ${classNames.length} different labels in column ${column}; labels are bytes, of ${MAX_CLASSES} classes at most. Is it another column?`,
    );
  }
  return { classes: numbered(labels, new Map(classNames.map((name, index) => [name, index]))), classNames };
}

function numbered(labels: readonly string[], names: ReadonlyMap<string, number>): Uint8Array {
  const classes = allocate(labels.length);
  labels.forEach((label, index) => {
    classes[index] = names.get(label) ?? 0;
  });
  return classes;
}

function numbersOf(
  labels: readonly string[],
  { rows, column, given }: LabelContext,
): { readonly classes: Uint8Array; readonly classNames: readonly string[] } {
  const classes = allocate(labels.length);
  const end = given?.length ?? MAX_CLASSES;
  let largest = -1;
  labels.forEach((label, index) => {
    const value = Number(label);
    if (!Number.isInteger(value) || value < 0 || value >= end) {
      throw failure(
        rows[index],
        `has the label ${label} in column ${column}, expected a class number, whole and 0 to ${end - 1}`,
      );
    }
    classes[index] = value;
    largest = Math.max(largest, value);
  });
  return { classes, classNames: given ?? Array.from({ length: largest + 1 }, (_, label) => String(label)) };
}

function failure(row: number, what: string): DatasetError {
  return new DatasetError('PARSE_CSV', `Row ${row} of the CSV file ${what}.`);
}

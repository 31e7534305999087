// Parses comma-separated values (RFC 4180) row by row, with quoted fields, doubled quotes and line breaks of all kinds.
// The text may arrive in chunks, so that its length is not limited by that of a string. Rows as images:
// ../files/csv/split-from-csv.ts.
import { check, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';

const MAX_FIELD_LENGTH = 1 << 20;
const MAX_FIELDS = 1 << 20;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Number of characters that make a search for complete rows worthwhile. */
const ENOUGH = 1 << 16;
/** Separators to choose from if none is given, the most likely first. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/**
 * Parses the rows of a CSV text lazily, one at a time. Empty lines are skipped. The `separator` is one character, `,`
 * by default.
 *
 * @throws DatasetError `PARSE_CSV` if a quote is not closed, anything follows a closing quote, or a row is too long.
 */
export function csvRows(text: string, options: { readonly separator?: string } = {}): Generator<string[]> {
  check.that(typeof text === 'string', 'text', { expected: 'a string', value: text });
  requireOptions('csvRows', options, ['separator']);
  const { separator = ',' } = options;
  requireSeparator(separator);
  return createCsvReader({ separator }).rows(text, { isLast: true });
}

/** Refuses anything but a single character that can separate fields. */
export function requireSeparator(separator: unknown): void {
  const holds = typeof separator === 'string' && separator.length === 1 && !'"\r\n'.includes(separator);
  check.that(holds, 'separator', { expected: 'one character', value: separator });
}

/** Accepts a text in chunks and returns its rows as soon as they are complete. */
export interface CsvReader {
  /** The rows that this chunk completes, or all remaining rows if it is the last chunk. */
  rows(piece: string, options: { readonly isLast: boolean }): Generator<string[]>;
}

/**
 * Creates a reader for one text.
 *
 * @param options.separator default: detected in the first line, outside of quotes. The separator that yields `columns`
 * fields, otherwise the most frequent of comma, semicolon, tab and bar, otherwise a space.
 */
export function createCsvReader(options: {
  readonly separator?: string | undefined;
  readonly columns?: number;
}): CsvReader {
  let { separator } = options;
  let rest = '';
  let isStart = true;
  let hasLineEnd = false;
  let line = 1;
  // An incomplete row is parsed from its start again. Doing so for every chunk would take quadratic time.
  let enough = 0;

  function* rows(piece: string, { isLast }: { readonly isLast: boolean }): Generator<string[]> {
    rest += piece;
    const hasLine = hasLineEnd || /[\r\n]./s.test(piece);
    hasLineEnd ||= /[\r\n]/.test(piece);
    if (!isLast && (rest.length < enough || (isStart && !hasLine))) return;
    let text = rest;
    rest = '';
    if (isStart) {
      // A byte order mark, and the line in which Excel names the separator.
      const [start, named] = /^\ufeff?(?:sep=(.)\r?\n)?/i.exec(text) ?? [''];
      separator ??= named ?? separatorOf(text.slice(start.length), options.columns);
      text = text.slice(start.length);
      isStart = false;
    }
    let at = 0;
    while (at < text.length) {
      const row = readRow(text, { start: at, separator: separator ?? ',', line, isLast });
      if (row === undefined) {
        rest = text.slice(at);
        enough = rest.length + Math.max(ENOUGH, rest.length);
        return;
      }
      const { fields } = row;
      if (fields.length > 1 || fields[0] !== '') yield fields;
      at = row.end;
      line++;
    }
  }

  return { rows };
}

function separatorOf(text: string, columns: number | undefined): string {
  const first = /^(?:"[^"]*"|[^"\r\n])*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? '';
  const counts = SEPARATORS.map((separator) => ({ separator, fields: first.split(separator).length }));
  const exact = counts.find(({ fields }) => fields === columns && fields > 1);
  const [mostFrequent] = counts.sort((a, b) => b.fields - a.fields);
  if (exact !== undefined || mostFrequent.fields > 1) return (exact ?? mostFrequent).separator;
  return first.includes(' ') ? ' ' : ',';
}

interface RowContext {
  readonly start: number;
  readonly separator: string;
  readonly line: number;
  readonly isLast: boolean;
}

/** Parses the row that starts at `start`; undefined if the text ends within it and more may follow. */
function readRow(
  text: string,
  { start, separator, line, isLast }: RowContext,
): { readonly fields: string[]; readonly end: number } | undefined {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const field = text[at] === '"' ? quoted(text, at, { line, isLast }) : plain(text, at, separator);
    if (field === undefined) return undefined;
    if (field.end - at > MAX_FIELD_LENGTH)
      throw failure(line, `has a field of more than ${MAX_FIELD_LENGTH} characters`);
    if (fields.push(field.value) > MAX_FIELDS) throw failure(line, `has more than ${MAX_FIELDS} fields`);
    at = field.end;
    if (text[at] !== separator) break;
    at++;
  }
  // A carriage return at the end of a chunk may be half of a line break.
  if (!isLast && (at >= text.length || (text[at] === '\r' && at + 1 === text.length))) return undefined;
  if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
    throw failure(line, `has "${text[at]}" after a closing quote`);
  }
  return { fields, end: at + (text.startsWith('\r\n', at) ? 2 : 1) };
}

interface Field {
  readonly value: string;
  /** Position of the separator or line break after the field. */
  readonly end: number;
}

function plain(text: string, start: number, separator: string): Field {
  const code = separator.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const at = text.charCodeAt(end);
    if (at === code || at === LINE_FEED || at === CARRIAGE_RETURN) break;
  }
  return { value: text.slice(start, end), end };
}

function quoted(
  text: string,
  start: number,
  { line, isLast }: { readonly line: number; readonly isLast: boolean },
): Field | undefined {
  let value = '';
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) {
      if (!isLast && text.length - start <= MAX_FIELD_LENGTH) return undefined;
      throw failure(line, 'opens a quote that is never closed');
    }
    value += text.slice(from, end);
    if (text[end + 1] !== '"') return { value, end: end + 1 };
    value += '"';
    from = end + 2;
  }
}

function failure(line: number, what: string): DatasetError {
  return new DatasetError('PARSE_CSV', `Row ${line} of the CSV text ${what}.`);
}

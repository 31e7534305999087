// Comma-separated values (RFC 4180), row by row: quoted fields, doubled quotes, line ends of all kinds. A text may come in
// pieces, so that no row depends on how long a string can be. Rows as images: ../files/csv/split-from-csv.ts.
import { check, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';

const MAX_FIELD_LENGTH = 1 << 20;
const MAX_FIELDS = 1 << 20;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Characters that are worth a look for complete rows. */
const ENOUGH = 1 << 16;
/** What separates the fields of a table where nobody says it, the likeliest first. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

/**
 * The rows of a CSV text, as they are read: a row is in memory only while it is looked at. Empty lines are passed over.
 * The `separator` is one character, `,` by default.
 *
 * @throws DatasetError `PARSE_CSV` if a quote is not closed or something follows it, or a row is beyond measure.
 */
export function csvRows(text: string, options: { readonly separator?: string } = {}): Generator<string[]> {
  check.that(typeof text === 'string', 'text', { expected: 'a string', value: text });
  requireOptions('csvRows', options, ['separator']);
  const { separator = ',' } = options;
  requireSeparator(separator);
  return createCsvReader({ separator }).rows(text, { isLast: true });
}

/** Refuses anything but one character that can separate fields. */
export function requireSeparator(separator: unknown): void {
  const holds = typeof separator === 'string' && separator.length === 1 && !'"\r\n'.includes(separator);
  check.that(holds, 'separator', { expected: 'one character', value: separator });
}

/** Takes a text piece by piece, and gives its rows as soon as they are complete. */
export interface CsvReader {
  /** The rows that are complete with this piece; all that are left with the last one. */
  rows(piece: string, options: { readonly isLast: boolean }): Generator<string[]>;
}

/**
 * Reads the rows of one text.
 *
 * @param options.separator default: that of the first line, outside of quotes: the one which gives `columns` fields,
 *   otherwise the most frequent of comma, semicolon, tab and bar, otherwise a space.
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
  // A row that is not complete is read from its start again: at each piece, that would take time by the square.
  let enough = 0;

  function* rows(piece: string, { isLast }: { readonly isLast: boolean }): Generator<string[]> {
    rest += piece;
    const hasLine = hasLineEnd || /[\r\n]./s.test(piece);
    hasLineEnd ||= /[\r\n]/.test(piece);
    if (!isLast && (rest.length < enough || (isStart && !hasLine))) return;
    let text = rest;
    rest = '';
    if (isStart) {
      // A byte order mark, and the line by which Excel names the separator.
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
  const [most] = counts.sort((a, b) => b.fields - a.fields);
  if (exact !== undefined || most.fields > 1) return (exact ?? most).separator;
  return first.includes(' ') ? ' ' : ',';
}

interface RowContext {
  readonly start: number;
  readonly separator: string;
  readonly line: number;
  readonly isLast: boolean;
}

/** The row that begins at `start`; undefined where the text ends within it, and more may come. */
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
  // A carriage return at the end of a piece may be half of a line end.
  if (!isLast && (at >= text.length || (text[at] === '\r' && at + 1 === text.length))) return undefined;
  if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
    throw failure(line, `has "${text[at]}" after a closing quote`);
  }
  return { fields, end: at + (text.startsWith('\r\n', at) ? 2 : 1) };
}

interface Field {
  readonly value: string;
  /** Where the separator or line end after it stands. */
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

// Comma-separated values (RFC 4180), row by row: quoted fields, doubled quotes, line ends of all kinds.
import { DatasetError } from '../error.ts';

const LONGEST_FIELD = 1 << 20;
const MOST_FIELDS = 1 << 20;

/**
 * The rows of a CSV text, as they are read: a row is in memory only while it is looked at. Empty lines are passed over.
 * The `separator` is one character, `,` by default.
 *
 * @throws DatasetError `PARSE_CSV` if a quote is not closed or something follows it, or a row is beyond measure.
 */
export function* csvRows(
  text: string,
  { separator = ',' }: { readonly separator?: string } = {},
): Generator<string[]> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const fields: string[] = [];
    for (;;) {
      const field = text[at] === '"' ? quoted(text, at, line) : plain(text, at, separator);
      if (fields.push(field.value) > MOST_FIELDS) throw failure(line, `has more than ${MOST_FIELDS} fields`);
      at = field.end;
      if (text[at] !== separator) break;
      at++;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
      throw failure(line, `has "${text[at]}" after a closing quote`);
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (fields.length > 1 || fields[0] !== '') yield fields;
    line++;
  }
}

interface Field {
  readonly value: string;
  /** Where the separator or line end after it stands. */
  readonly end: number;
}

function plain(text: string, start: number, separator: string): Field {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return { value: text.slice(start, end), end };
}

function quoted(text: string, start: number, line: number): Field {
  let value = '';
  let from = start + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end < 0) throw failure(line, 'opens a quote that is never closed');
    value += text.slice(from, end);
    if (value.length > LONGEST_FIELD)
      throw failure(line, `has a field of more than ${LONGEST_FIELD} characters`);
    if (text[end + 1] !== '"') return { value, end: end + 1 };
    value += '"';
    from = end + 2;
  }
}

function failure(line: number, what: string): DatasetError {
  return new DatasetError('PARSE_CSV', `Row ${line} of the CSV text ${what}.`);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCsvReader, csvRows } from './csv.ts';

const rows = (text: string, separator?: string) => [...csvRows(text, { separator })];

test('fields, quotes, doubled quotes, and every kind of line end', () => {
  expect(rows('a,b\r\n"c, d","e ""f"""\n\n1,\r2')).toEqual([['a', 'b'], ['c, d', 'e "f"'], ['1', ''], ['2']]);
  expect(rows('\ufeffx;y\n1;2\n', ';')).toEqual([
    ['x', 'y'],
    ['1', '2'],
  ]);
  expect(rows('"two\nlines",3')).toEqual([['two\nlines', '3']]);
  expect(rows('')).toEqual([]);
});

test('what is written is read again', () => {
  const table = fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), { maxLength: 6 });
  fc.assert(
    fc.property(table, (written) => {
      const text = written
        .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      expect(rows(text)).toEqual(written.filter((row) => row.length > 1 || row[0] !== ''));
    }),
  );
});

test('an open quote and text after a closed one are refused', () => {
  expect(() => rows('1,2\n"3')).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: Row 2 of the CSV text opens a quote that is never closed.]`,
  );
  expect(() => rows('"1"2')).toThrow(/Row 1 of the CSV text has "2" after a closing quote/);
});

test('a text that comes in pieces has the rows that it has as a whole', () => {
  const text = 'a,"b ""c""\nd",e\r\n\r\n"",x,\n1,2,3\r4,5,6\r\n';
  const whole = rows(text);
  for (let size = 1; size <= text.length; size++) {
    const reader = createCsvReader({ separator: ',' });
    const found: string[][] = [];
    for (let at = 0; at < text.length; at += size)
      found.push(...reader.rows(text.slice(at, at + size), { isLast: false }));
    found.push(...reader.rows('', { isLast: true }));
    expect(found).toEqual(whole);
  }
});

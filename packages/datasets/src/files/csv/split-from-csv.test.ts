import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../fixtures/mirror.ts';
import { zipArchive } from '../../fixtures/zip-archive.ts';
import type { FileSource } from '../file-source.ts';
import { type CsvOptions, splitFromCsv } from './split-from-csv.ts';

const imageShape = [1, 2, 1] as const;

/** Images, and the class of each by its name. */
async function read(file: FileSource, options: Partial<CsvOptions> = {}) {
  const { images, labels, classNames } = await splitFromCsv(file, { imageShape, ...options });
  return { images: Array.from(images), classes: Array.from(labels, (label) => classNames[label]) };
}

const pets = { images: [10, 20, 30, 40], classes: ['cat', 'dog'] };

describe('the heading', () => {
  test('labels in words without one: the first row is an image', async () => {
    expect(await read('cat,10,20\ndog,30,40')).toEqual(pets);
  });

  test('with one, and by option', async () => {
    expect(await read('kind,p0,p1\ncat,10,20\ndog,30,40')).toEqual(pets);
    expect(await read('kind,0,1\ncat,10,20\ndog,30,40', { header: true })).toEqual(pets);
  });

  test.each([
    [
      'label,0,1\n3,10,20\n4,30,40',
      {},
      'Row 1 of the CSV file has the label "label" in column 0, and row 2 the number 3. If the first row names the columns, pass header: true.',
    ],
    [
      'label,255,256\n3,10,20',
      {},
      'has "256" in column 2, expected a whole number 0..255. If white is another number than 255, pass range, such as range: [0, 1]. If the first row names the columns, pass header: true.',
    ],
    [
      'cat,,20\ndog,1,2',
      {},
      'Row 1 of the CSV file has "" in column 1, expected a whole number 0..255. If the first row names',
    ],
    ['cat,nan,NaN\ndog,1,2', {}, 'Row 1 of the CSV file has "nan" in column 1'],
    ['cat,x,20\ndog,1,2', {}, 'Row 1 of the CSV file has "x" in column 1'],
    [
      '0,1,label\n10,20,cat',
      { label: 'label' },
      'The CSV file has no heading that could name the column "label": its first row begins with "0". Give its number, or pass header: true.',
    ],
  ] as const)('%j is no guess: refused', async (text, options, message) => {
    await expect(read(text, options)).rejects.toThrow(message);
  });
});

describe('the columns', () => {
  test.each<[string, Partial<CsvOptions>]>([
    ['cat,10,20\ndog,30,40', {}],
    ['10,20,cat\n30,40,dog', { label: 2 }],
    ['10,20,cat\n30,40,dog', { label: -1 }],
    ['10,cat,20\n30,dog,40', { label: 1 }],
    ['p0,p1,kind\n10,20,cat\n30,40,dog', { label: 'kind' }],
    [',kind,p0,p1\n0,cat,10,20\n1,dog,30,40', { skipColumns: [0] }],
    ['kind,p0,p1,id\ncat,10,20,a\ndog,30,40,b', { skipColumns: ['id'] }],
    ['a,cat,10,20,\nb,dog,30,40,', { skipColumns: [0, -1] }],
  ])('%j with %j', async (text, options) => {
    expect(await read(text, options)).toEqual(pets);
  });

  test("without labels, as Kaggle's test.csv", async () => {
    const split = await splitFromCsv('p0,p1\n10,20\n30,40', { imageShape, label: false });
    expect([Array.from(split.images), Array.from(split.labels), split.classNames]).toEqual([
      [10, 20, 30, 40],
      [0, 0],
      ['unlabelled'],
    ]);
    const attempt = splitFromCsv('10,20', { imageShape, label: false, classNames: ['cat'] });
    await expect(attempt).rejects.toThrow(/omit them/);
  });

  test.each<[string, Partial<CsvOptions>, string]>([
    [
      '0,cat,10,20',
      {},
      'Row 1 of the CSV file has 4 columns, expected 3. Is one of them an index? Pass skipColumns: [0].',
    ],
    ['cat,10,20,', {}, 'Pass skipColumns: [-1].'],
    ['10,20', {}, 'Row 1 of the CSV file has 2 columns, expected 3. Are there no labels? Pass label: false.'],
    [
      'cat:10:20\ndog:1:2',
      {},
      'Row 1 of the CSV file has 1 columns, expected 3. Is its separator another one? Pass separator.',
    ],
    ['cat,10,20\ndog,30', {}, 'Row 2 of the CSV file has 2 columns, expected 3.'],
    [
      'p0,p1,class\n10,20,1',
      {},
      'has a column "class", and its first column, "p0", would be read as the label. Pass the one you mean: label: "class".',
    ],
    [
      'p0,p1,digit\n10,20,1',
      {},
      'The first column of the CSV file, "p0", is named like the pixels, and would be read as the label. Pass the label column, such as label: "digit".',
    ],
    ['kind,p0,p1\ncat,1,2', { label: 'name' }, 'has no column "name", of 3 columns that begin with "kind".'],
    ['cat,1,2', { label: 3 }, 'has no column "3"'],
    ['kind,p0,p0\ncat,1,2', { label: 'p0' }, 'several columns "p0"'],
    ['0,cat,1,2', { skipColumns: [1], label: 1 }, 'name a column of the CSV file twice'],
    ['kind,p0,p1', {}, 'The CSV file has no row with an image.'],
    ['\n\n', {}, 'The CSV file has no row with an image.'],
  ])('%j with %j is refused', async (text, options, message) => {
    await expect(read(text, options)).rejects.toThrow(message);
  });
});

describe('separators, encodings and line ends', () => {
  const rows = (separator: string) => `kind,p0,p1\ncat,10,20\ndog,30,40`.replaceAll(',', separator);

  test.each([',', ';', '\t', '|', ' '])('%j is recognised, in text and in bytes', async (separator) => {
    expect(await read(rows(separator))).toEqual(pets);
    expect(await read(Buffer.from(rows(separator)))).toEqual(pets);
  });

  test('another one is named, and Excel names its own', async () => {
    expect(await read(rows(':'), { separator: ':' })).toEqual(pets);
    expect(await read(`sep=;\r\n${rows(';')}`)).toEqual(pets);
    expect(await read('"cat;x";10;20', {})).toEqual({ images: [10, 20], classes: ['cat;x'] });
    // Commas as decimal points do not win over the separator.
    expect(await read('cat;0,5;1', { range: [0, 1] }).catch((error) => error.message)).toContain(
      '"0,5" in column 1',
    );
  });

  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${rows(',')}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${rows(';')}`, 'utf16le')],
    ['UTF-16, big-endian, with a mark', swapped(`\ufeff${rows('\t')}`)],
    ['UTF-16 without a mark', Buffer.from(rows(','), 'utf16le')],
    ['UTF-16, big-endian, without a mark', swapped(rows(','))],
    [
      'carriage returns, and lines left empty at the end',
      Buffer.from(`${rows(',').replaceAll('\n', '\r\n')}\r\n\r\n\n`),
    ],
    ['carriage returns alone', Buffer.from(rows(',').replaceAll('\n', '\r'))],
    ['quotes around everything', Buffer.from('"kind","p0","p1"\n"cat","10","20"\n"dog","30","40"\n')],
    ['spaces around numbers', Buffer.from('kind, p0, p1\ncat, 10, 20\ndog , 30 ,40')],
    ['gzip', gzipSync(rows(','))],
    ['gzip in two members', Buffer.concat([gzipSync('cat,10,2'), gzipSync('0\ndog,30,40')])],
  ])('%s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(pets);
  });

  test('names in another encoding are refused, and read by its name', async () => {
    const bytes = Buffer.from('caf\xe9,10,20', 'latin1');
    await expect(read(bytes)).rejects.toThrow(
      "The CSV file is not in utf-8. Pass its encoding, such as 'windows-1252'.",
    );
    expect((await read(bytes, { encoding: 'windows-1252' })).classes).toEqual(['café']);
    await expect(read(bytes, { encoding: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  test('a file of another kind is named', async () => {
    const archive = zipArchive([{ name: 'train.csv', content: Buffer.from(rows(',')) }]);
    await expect(read(archive)).rejects.toThrow(
      'The CSV file is of another kind. It looks like a zip archive',
    );
    await expect(read(Buffer.from('<!DOCTYPE html>'))).rejects.toThrow('It looks like a web page');
    await expect(read(gzipSync(rows(',')).subarray(0, 20))).rejects.toMatchObject({ code: 'PARSE_CSV' });
  });
});

describe('labels', () => {
  test.each([
    [
      '3,1,2\n,1,2',
      'Row 2 of the CSV file has no label in column 0, but "". Leave the row out, or give it one.',
    ],
    ['cat,1,2\n  ,1,2', 'Row 2 of the CSV file has no label'],
    ['cat,1,2\nNaN,1,2', 'Row 2 of the CSV file has no label in column 0, but "NaN"'],
    [
      'label,p0,p1\n1,1,2\n-1,1,2',
      'Row 3 of the CSV file has the label -1 in column 0, "label", expected a class number, whole and 0 to 255.',
    ],
    ['0,1,2\n0.5,1,2', 'Row 2 of the CSV file has the label 0.5'],
    ['0,1,2\n256,1,2', 'Row 2 of the CSV file has the label 256'],
    [
      '0,1,2\n3,1,2\ncat,1,2',
      'Row 3 of the CSV file has the label "cat" in column 0, and row 1 the number 0. Pass classNames if all of them are names.',
    ],
  ])('%j is refused with the row', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('numbers in every writing, and names that are numbers', async () => {
    expect((await read('3.0,1,2\n0,1,2')).classes).toEqual(['3', '0']);
    expect((await read('7.000000000000000000e+00 1.0e+00 2.0e+00')).images).toEqual([1, 2]);
    // Names are looked up before numbers are counted.
    expect(await splitFromCsv('5,1,2\n3,1,2', { imageShape, classNames: ['3', '5'] })).toMatchObject({
      labels: Uint8Array.of(1, 0),
    });
    expect((await read('1,1,2\n0,1,2', { classNames: ['cat', 'dog'] })).classes).toEqual(['dog', 'cat']);
    expect((await read('None,1,2', { classNames: ['None', 'dog'] })).classes).toEqual(['None']);
    await expect(read('2,1,2', { classNames: ['cat', 'dog'] })).rejects.toThrow('whole and 0 to 1');
    await expect(read('cat,1,2\nbird,1,2', { classNames: ['cat', 'dog'] })).rejects.toThrow(
      'The label "bird" in row 2 of the CSV file is not among cat, dog.',
    );
  });
});

describe('pixels', () => {
  test.each([
    [
      '1,0,0.5',
      'Row 1 of the CSV file has "0.5" in column 2, expected a whole number 0..255. If white is another number than 255, pass range',
    ],
    ['k,p0,p1\n1,0,300', 'Row 2 of the CSV file has "300" in column 2, "p1"'],
    ['1,0,-1', 'has "-1"'],
    ['1,0, ', 'has " " in column 2'],
    ['k,p0,p1\n1,0,NaN', 'Row 2 of the CSV file has "NaN" in column 2'],
    ['1,0,1\n0,1,1', 'No pixel exceeds 1, but white is 255. Pass range: [0, 1]'],
  ])('%j is refused', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('a range scales them', async () => {
    expect((await read('1,0,0.5\n1,1,0.25', { range: [0, 1] })).images).toEqual([0, 128, 255, 64]);
    await expect(read('1,0,1.5', { range: [0, 1] })).rejects.toThrow('expected a number 0..1');
    await expect(read('1,0,', { range: [0, 1] })).rejects.toThrow('has "" in column 2');
  });
});

describe('files', () => {
  test('a path, a file URL, a File and a file of openFiles', async () => {
    const path = join(await temporaryDirectory(), 'my pets.csv');
    const text = 'cat,10,20\ndog,30,40';
    await writeFile(path, text);
    const bytes = async () => new TextEncoder().encode(text);
    for (const file of [
      path,
      pathToFileURL(path),
      String(pathToFileURL(path)),
      new File([text], 'x'),
      { path, bytes },
    ]) {
      expect(await read(file)).toEqual(pets);
    }
    await expect(read('/nowhere/pets.csv')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(read(await temporaryDirectory())).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(read('https://data.example/pets.csv')).rejects.toThrow(/this function does not fetch/);
  });

  test('more text than a string can have', { timeout: 120_000 }, async () => {
    // 540 rows of a megabyte each, most of it spaces before the label.
    const row = (at: number) =>
      gzipSync(`"${' '.repeat(1_000_000)}${at % 2}",10,${at % 250}\n`, { level: 1 });
    const rows = Array.from({ length: 10 }, (_, at) => row(at));
    const file = Buffer.concat(Array.from({ length: 540 }, (_, at) => rows[at % 10]));
    const split = await splitFromCsv(file, { imageShape });
    expect(split.shape).toEqual([540, 1, 2, 1]);
    expect(Array.from(split.images.slice(-4))).toEqual([10, 8, 10, 9]);
    await expect(splitFromCsv(file, { imageShape, limit: 2 ** 21 })).rejects.toThrow(
      'The CSV file has more than 2097152 bytes. Raise the limit.',
    );
  });
});

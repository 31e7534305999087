import { expect, test } from 'vitest';
import { scalarsRecord, versionRecord } from './event-record.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const join = (...parts: string[]) => parts.join('').replaceAll(' ', '');

test("the first record is that of TensorFlow's test of its event file loader", () => {
  // Length 24 and its masked CRC; field 1, the time; field 3, 13 letters; the masked CRC of the 24.
  const expected = join(
    '18 00 00 00 00 00 00 00 a3 7f 4b 22',
    '09 00 00 00 27 e6 b3 d5 41',
    `1a 0d ${Buffer.from('brain.Event:2').toString('hex')}`,
    '6a 4d 0b 15',
  );
  const seconds = Buffer.from('00000027e6b3d541', 'hex').readDoubleLE();
  expect(hex(versionRecord(seconds))).toBe(expected);
});

test("a scalar is that of the test of Python's tensorboard_logger", () => {
  // 25 bytes: the time, 256.5; field 2, step 1; field 5, a summary of 12 bytes with one value of 10: field 1, the tag of
  // 3 letters; field 2, 1.5 as float32.
  const expected = join(
    '19 00 00 00 00 00 00 00 8b f1 08 28',
    '09 00 00 00 00 00 08 70 40',
    '10 01',
    '2a 0c 0a 0a',
    '0a 03 76 2f 31',
    '15 00 00 c0 3f',
    '2c ec c0 87',
  );
  expect(hex(scalarsRecord({ seconds: 256.5, step: 1, scalars: [['v/1', 1.5]] }))).toBe(expected);
});

test('large steps are numbers of several bytes, lowest seven bits first', () => {
  const step = (value: number) => hex(scalarsRecord({ seconds: 0, step: value, scalars: [] })).slice(42, -12);
  // 300 is 10 0101100 in groups of seven: the example in the documentation of protocol buffers.
  expect([step(0), step(127), step(128), step(300)]).toEqual(['1000', '107f', '108001', '10ac02']);
  expect(step(2 ** 40)).toBe('10808080808020');
});

test('several scalars are several values of one summary', () => {
  const scalars = [
    ['a', 1],
    ['b', -2],
  ] as const;
  expect(hex(scalarsRecord({ seconds: 0, step: 1, scalars })).slice(42, -8)).toBe(
    join('10 01', '2a 14', '0a 08 0a 01 61 15 00 00 80 3f', '0a 08 0a 01 62 15 00 00 00 c0'),
  );
});

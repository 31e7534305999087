import { describe, expect, test } from 'vitest';
import { type ArgumentChecks, createArgumentChecks } from './argument-checks.ts';

class ExampleError extends Error {}
const check: ArgumentChecks = createArgumentChecks((message) => new ExampleError(message));

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ExampleError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('numbers', () => {
  test.each([
    [3, {}, 'accepted'],
    [0, { min: 0, below: 1 }, 'accepted'],
    [1, { min: 0, below: 1 }, 'rate expects a number from 0 to below 1; received 1.'],
    ['3', {}, 'rate expects a number; received "3" (a string).'],
    [Number.NaN, { above: 0 }, 'rate expects a number above 0; received NaN.'],
    [Infinity, { min: 1 }, 'rate expects a number of 1 or more; received Infinity.'],
    [null, { max: 4 }, 'rate expects a number of 4 or less; received null.'],
    [undefined, { above: 0, max: 1 }, 'rate expects a number above 0, up to 1; received nothing.'],
    [[3], { min: 1, max: 2 }, 'rate expects a number from 1 to 2; received an array of length 1.'],
  ])('number(%j, %j)', (value, range, message) => {
    expect(messageOf(() => check.number('rate', value, range))).toBe(message);
  });

  test.each([
    [5, 'accepted'],
    [0, 'epochs expects a whole number of 1 or more; received 0.'],
    [2.5, 'epochs expects a whole number of 1 or more; received 2.5.'],
    [2 ** 53, 'epochs expects a whole number of 1 or more; received 9007199254740992.'],
    [4n, 'epochs expects a whole number of 1 or more; received 4n (a bigint).'],
  ])('wholeNumber(%s)', (value, message) => {
    expect(messageOf(() => check.wholeNumber('epochs', value, { min: 1 }))).toBe(message);
  });

  test.each([
    [[1, 2], 'accepted'],
    [Float32Array.of(1, 2), 'accepted'],
    [[1], 'row expects an array of 2 numbers; received an array of length 1.'],
    [[1, '2'], 'row[1] expects a number; received "2" (a string).'],
    [[[1], [2]], 'row[0] expects a number; received an array of length 1.'],
    [new Array(2), 'row[0] expects a number; received nothing.'],
    ['12', 'row expects an array of 2 numbers; received "12" (a string).'],
    [{ length: 2 }, 'row expects an array of 2 numbers; received an object with length.'],
  ])('numbers(%j)', (value, message) => {
    expect(messageOf(() => check.numbers('row', value, { length: 2 }))).toBe(message);
  });
});

describe('names and records', () => {
  test('oneOf suggests the nearest name', () => {
    const names = ['relu', 'sigmoid', 'tanh'];
    expect(messageOf(() => check.oneOf('activation', 'tanh', names))).toBe('accepted');
    expect(messageOf(() => check.oneOf('activation', 'sigmiod', names))).toBe(
      'activation expects one of relu, sigmoid, tanh; received "sigmiod" (a string). Did you mean sigmoid?',
    );
    expect(messageOf(() => check.oneOf('activation', 3, names))).toBe(
      'activation expects one of relu, sigmoid, tanh; received 3.',
    );
  });

  test('a name of every object is no name of ours', () => {
    expect(messageOf(() => check.oneOf('model', 'constructor', ['mnist']))).toContain(
      'received "constructor"',
    );
  });

  test('options refuses what nobody reads, and takes what is left out', () => {
    const known = ['epochs', 'batchSize'];
    expect(messageOf(() => check.options('fit', { epochs: 1, loss: undefined }, known))).toBe('accepted');
    expect(messageOf(() => check.options('fit', { batch_size: 1 }, known))).toBe(
      'fit has no option "batch_size". Did you mean batchSize?',
    );
    expect(messageOf(() => check.options('fit', { callbacks: [] }, known))).toBe(
      'fit has no option "callbacks". Choose from epochs, batchSize.',
    );
    for (const value of [null, undefined, 3, 'epochs', [], Uint8Array.of(1)]) {
      expect(messageOf(() => check.options('fit', value, known))).toContain(
        'fit expects an object of options (epochs, batchSize); received',
      );
    }
  });

  test('record, list, text, flag and callback name what came', () => {
    expect(messageOf(() => check.record('split', null, '{ images, labels }'))).toBe(
      'split expects an object { images, labels }; received null.',
    );
    expect(messageOf(() => check.list('layers', {}, { min: 1 }))).toBe(
      'layers expects an array of at least 1; received an empty object.',
    );
    expect(messageOf(() => check.text('path', ''))).toBe('path expects a string; received "" (a string).');
    expect(messageOf(() => check.flag('offline', 'yes'))).toBe(
      'offline expects true or false; received "yes" (a string).',
    );
    expect(messageOf(() => check.callback('onProgress', 3))).toBe(
      'onProgress expects a function; received 3.',
    );
  });

  test('instance takes a value of another realm', async () => {
    const { runInNewContext } = await import('node:vm');
    const foreign: unknown = runInNewContext('Uint8Array.of(1)');
    expect(foreign instanceof Uint8Array).toBe(false);
    expect(messageOf(() => check.instance('bytes', foreign, [Uint8Array]))).toBe('accepted');
    expect(messageOf(() => check.instance('bytes', [1], [Uint8Array, ArrayBuffer]))).toBe(
      'bytes expects a Uint8Array or an ArrayBuffer; received an array of length 1.',
    );
  });
});

import { describe, expect, test } from 'vitest';
import { oneOf, realNumber, suggestion, wholeNumber } from './option-values.ts';

describe('wholeNumber', () => {
  const parse = wholeNumber('--epochs', { minimum: 1, maximum: 100 });

  test.each([
    ['1', 1],
    ['100', 100],
    ['+7', 7],
  ])('takes "%s"', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  test.each(['0', '101', '1.5', '1e1', '', ' ', 'x', '0x10', 'NaN', 'Infinity', '-1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parse(text)).toThrow(
        `--epochs takes a whole number from 1 to 100, but received "${text}".`,
      );
    },
  );
});

describe('realNumber', () => {
  const parse = realNumber('--min-accuracy', { minimum: 0, maximum: 1 });

  test.each([
    ['0', 0],
    ['0.97', 0.97],
    ['1e-3', 0.001],
  ])('takes "%s"', (text, value) => {
    expect(parse(text)).toBe(value);
  });

  test.each(['1.01', '-0.1', '', 'NaN', 'Infinity', '97%'])('refuses "%s"', (text) => {
    expect(() => parse(text)).toThrow(`but received "${text}"`);
  });
});

test('oneOf returns a known name, and suggests the nearest one for an unknown name', () => {
  expect(oneOf('relu', 'activation', ['relu', 'elu'])).toBe('relu');
  expect(() => oneOf('rleu', 'activation', ['relu', 'tanh'])).toThrowErrorMatchingInlineSnapshot(
    `[CliError: There is no activation "rleu". Did you mean relu?]`,
  );
});

test('the family of a name comes before a name that is one letter away', () => {
  const names = ['mnist', 'kmnist', 'emnist-balanced', 'emnist-digits', 'emnist-letters'];
  expect(suggestion('emnist', names)).toBe(' Did you mean emnist-balanced, emnist-digits or emnist-letters?');
  expect(suggestion('knmist', names)).toBe(' Did you mean kmnist?');
});

test('suggests the nearest name, and none if none is near', () => {
  const names = ['mnist-basic', 'mnist-cnn', 'cifar-cnn'];
  expect(suggestion('MNIST-CN', names)).toBe(' Did you mean mnist-cnn?');
  expect(suggestion('mnist', names)).toBe(' Did you mean mnist-basic or mnist-cnn?');
  expect(suggestion('MNIST_CNN', names)).toBe(' Did you mean mnist-cnn?');
  expect(suggestion('cnn', names)).toBe(' Did you mean mnist-cnn or cifar-cnn?');
  expect(suggestion('resnet', names)).toBe(' Choose one of mnist-basic, mnist-cnn, cifar-cnn.');
});

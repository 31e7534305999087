import { expect, test } from 'vitest';
import { suggestion } from './did-you-mean.ts';

test('the family of a name comes before a name that is one letter away', () => {
  const names = ['mnist', 'kmnist', 'emnist-balanced', 'emnist-digits', 'emnist-letters'];
  expect(suggestion('emnist', names)).toBe(' Did you mean emnist-balanced, emnist-digits or emnist-letters?');
  expect(suggestion('knmist', names)).toBe(' Did you mean kmnist?');
});

test('takes the nearest name, and none where none is near', () => {
  const names = ['mnist-basic', 'mnist-cnn', 'cifar-cnn'];
  expect(suggestion('MNIST-CN', names)).toBe(' Did you mean mnist-cnn?');
  expect(suggestion('mnist', names)).toBe(' Did you mean mnist-basic or mnist-cnn?');
  expect(suggestion('MNIST_CNN', names)).toBe(' Did you mean mnist-cnn?');
  expect(suggestion('cnn', names)).toBe(' Did you mean mnist-cnn or cifar-cnn?');
  expect(suggestion('resnet', names)).toBe(' Choose one of mnist-basic, mnist-cnn, cifar-cnn.');
});

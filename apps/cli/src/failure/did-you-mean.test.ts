import { expect, test } from 'vitest';
import { editDistance, nearest, suggestion } from './did-you-mean.ts';

test.each([
  ['', '', 0],
  ['kitten', 'sitting', 3],
  ['mnits', 'mnist', 1],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
])('the distance of "%s" and "%s" is %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test('takes the nearest name, and none where none is near', () => {
  const names = ['mnist-basic', 'mnist-cnn', 'cifar-cnn'];
  expect(nearest('MNIST-CN', names)).toBe('mnist-cnn');
  expect(nearest('resnet', names)).toBeUndefined();
  expect(nearest('resnet', [])).toBeUndefined();
  expect(suggestion('resnet', names)).toBe(' Choose one of mnist-basic, mnist-cnn, cifar-cnn.');
});

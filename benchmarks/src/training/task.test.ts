import { expect, test } from 'vitest';
import { randomBatch } from './random-batch.ts';
import { parseTask } from './task.ts';

test('a task is read from words, and refused where it makes no sense', () => {
  expect(parseTask('cifar-cnn', '64')).toEqual({ model: 'cifar-cnn', batchSize: 64 });
  expect(() => parseTask('cifar', '64')).toThrow('There is no model "cifar".');
  for (const word of ['0', '1.5', 'x', '-3']) expect(() => parseTask('mnist-cnn', word)).toThrow(`"${word}"`);
});

test('the random batch fills bytes and classes, and is the same each time', () => {
  const task = { model: 'mnist-basic', batchSize: 100 } as const;
  const { images, labels, shape } = randomBatch(task);
  expect(shape).toEqual([100, 28, 28, 1]);
  expect([Math.min(...images), Math.max(...images)]).toEqual([0, 255]);
  expect(new Set(Array.from(labels))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(randomBatch(task)).toEqual({ images, labels, shape });
});

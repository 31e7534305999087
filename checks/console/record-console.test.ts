import { expect, test } from 'vitest';
import { recordConsole } from './record-console.ts';

test('whatever is printed is recorded once, with the method that printed it', () => {
  const target = { ...console };
  const { takePrinted } = recordConsole(target);
  expect(takePrinted()).toEqual([]);
  target.log('loss', 0.5);
  target.warn('slow');
  expect(takePrinted()).toEqual(['log: loss 0.5', 'warn: slow']);
  expect(takePrinted()).toEqual([]);
});

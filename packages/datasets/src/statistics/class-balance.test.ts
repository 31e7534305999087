import { expect, test } from 'vitest';
import { classBalance } from './class-balance.ts';

test('counts and shares of every class, by hand', () => {
  const classNames = ['cat', 'dog', 'fish'];
  expect(classBalance({ labels: Uint8Array.of(1, 0, 1, 1), classNames })).toEqual([
    { label: 0, name: 'cat', count: 1, share: 0.25 },
    { label: 1, name: 'dog', count: 3, share: 0.75 },
    { label: 2, name: 'fish', count: 0, share: 0 },
  ]);
});

test('no images have no shares', () => {
  expect(classBalance({ labels: new Uint8Array(0), classNames: ['cat'] })).toEqual([
    { label: 0, name: 'cat', count: 0, share: 0 },
  ]);
});

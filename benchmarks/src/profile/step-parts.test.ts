import { expect, test } from 'vitest';
import { partNames, partTimes, REST, undisturbed } from './step-parts.ts';

const time = (milliseconds: number) => ({ calls: 1, milliseconds });

test('exports make up parts, and what is left is JavaScript', () => {
  const times = new Map([
    ['conv2d', time(2)],
    ['conv2dBackward', time(3)],
    ['adam', time(1)],
    ['unheardOf', time(1)],
  ]);
  expect(partTimes({ times, milliseconds: 10 })).toEqual({
    ...{ convolution: 5, update: 1, unheardOf: 1, [REST]: 3 },
  });
  expect(partTimes({ times, milliseconds: 10, look: 0.25 })).toEqual({
    ...{ convolution: 4.5, update: 0.75, unheardOf: 0.75, [REST]: 2 },
  });
  expect(partNames).toContain('update');
});

test('an undisturbed step takes the best of each part', () => {
  expect(
    undisturbed([
      { pooling: 3, update: 9 },
      { pooling: 8, update: 1 },
    ]),
  ).toEqual({ pooling: 3, update: 1 });
});

import { predict } from '@nn101/scratch';
import { describe, expect, test } from 'vitest';
import { madeBy } from '../../drawings/operation.ts';
import {
  drawnNumbers,
  forwardOperations,
  hiddenCurves,
  networkOf,
  xorByThinking,
} from './forward-operations.ts';

describe('the operations', () => {
  test.each(hiddenCurves)('end in what the network says, with %s', (curve) => {
    const network = networkOf(drawnNumbers(5), curve);
    const operations = forwardOperations(network, [0.4, -1]);
    expect(operations.at(-1)?.value).toBe(predict(network, [[0.4, -1]])[0][0]);
    expect(operations.map(({ kind }) => kind.at(0)).join('')).toBe('mmabmmabmmab');
  });

  test('make each value once, and nothing before its time', () => {
    const operations = forwardOperations(networkOf(xorByThinking, 'sigmoid'), [1, 0]);
    expect(new Set(operations.map(({ makes }) => makes)).size).toBe(12);
    expect([...madeBy(operations, 3)]).toEqual([
      ['p:0:0:0', 6],
      ['p:0:0:1', 0],
      ['z:0:0', 3],
    ]);
  });

  test('show their numbers', () => {
    const [first, , third] = forwardOperations(networkOf([1, -2, 0.5, 0, 0, 0, 0, 0, 0], 'relu'), [2, -1]);
    expect(first.tex).toBe('w_{11} \\cdot x_{1} = 1.00 \\cdot 2.00 = 2.00');
    expect(third.tex).toBe('z = 2.00 + 2.00 + 0.50 = 4.50');
  });
});

test('the network found by thinking is XOR', () => {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const answers = predict(networkOf(xorByThinking, 'sigmoid'), inputs).map(([a]) => Math.round(a));
  expect(answers).toEqual([0, 1, 1, 0]);
});

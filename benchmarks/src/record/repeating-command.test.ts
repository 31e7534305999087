import { expect, test } from 'vitest';
import { repeatingCommand } from './repeating-command.ts';

test.each([
  [['native'], 'node benchmarks/dist/compare.js native'],
  [['native', '--out', 'x', '--rounds', '1'], 'node benchmarks/dist/compare.js native --rounds 1'],
  [['--out=x', 'rivals'], 'node benchmarks/dist/compare.js rivals'],
])('%j is repeated by %s', (words, command) => {
  expect(repeatingCommand('compare', words)).toBe(command);
});

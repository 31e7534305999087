import { expect, test } from 'vitest';
import { readTracked, trackedFiles } from '../repository/tracked-files.ts';
import { findMissingInComments } from './named-in-comments.ts';

test('every file and function that a comment names exists', () => {
  const sources = readTracked(/\.(?:ts|mjs|svelte)$/);
  expect(findMissingInComments(sources, trackedFiles())).toEqual([]);
});

test('missing ones are found, with their lines', () => {
  const text = [
    '// The loop is fit.ts, its data are ./data/fit.ts and lib/fit.ts; see run() and walk().',
    'run(); // Not here: it.ts',
    '/** See `it.ts` of https://example.org/it.ts. */',
  ].join('\n');
  const paths = ['packages/train/src/fit.ts', 'packages/train/src/data/fit.ts'];
  expect(findMissingInComments([{ path: 'a.ts', text }], paths)).toEqual([
    'a.ts:1 names lib/fit.ts, which does not exist',
    'a.ts:1 names walk(), which does not exist',
    'a.ts:3 names it.ts, which does not exist',
  ]);
});

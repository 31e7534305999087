import { expect, test } from 'vitest';
import { trackedFiles } from '../repository/tracked-files.ts';
import { readDocuments } from './markdown.ts';
import { findMissingFiles } from './named-files.ts';

test('every source file that a document names exists', () => {
  expect(findMissingFiles(readDocuments(), trackedFiles())).toEqual([]);
});

test('a missing file is found, by its whole name', () => {
  const documents = [
    { path: 'a.md', text: 'See `fit.ts`, `src/fit.ts`, `it.ts`, `lib/fit.ts` and `fit()`.' },
  ];
  expect(findMissingFiles(documents, ['packages/train/src/fit.ts'])).toEqual([
    'a.md names it.ts, which does not exist',
    'a.md names lib/fit.ts, which does not exist',
  ]);
});

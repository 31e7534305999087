import { expect, test } from 'vitest';
import { trackedFiles } from '../repository/tracked-files.ts';
import { findBrokenLinks } from './broken-links.ts';
import { readDocuments } from './markdown.ts';

test('every link between the documents leads somewhere', () => {
  expect(findBrokenLinks({ documents: readDocuments(), paths: trackedFiles() })).toEqual([]);
});

test('a missing file and a missing heading are found', () => {
  const documents = [
    {
      path: 'docs/a.md',
      text: '# Here\n[1](b.md) [2](#here) [3](#there) [4](../src) [5](c.md#x) [6](https://x.y/z)',
    },
    { path: 'docs/c.md', text: '# X' },
  ];
  expect(findBrokenLinks({ documents, paths: ['docs/a.md', 'docs/c.md', 'src/d.ts'] })).toEqual([
    'docs/a.md:2 links to b.md: there is no docs/b.md',
    'docs/a.md:2 links to #there: docs/a.md has no such heading',
  ]);
});

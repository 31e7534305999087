import { expect, test } from 'vitest';
import { readTracked } from './tracked-files.ts';
import { continuousIntegration, findWorkplaceWords } from './workplace-words.ts';

test('nothing in the project names the place where it was written', () => {
  expect(findWorkplaceWords(readTracked(/^(?!pnpm-lock\.yaml$).*$/))).toEqual([]);
});

test('such words are found, outside the one file that may use them', () => {
  const text = `see\n${['', 'work', 'main'].join('/')}\nor ${['..', 'shared', 'data'].join('/')}\nor a/work/b`;
  expect(findWorkplaceWords([{ path: 'README.md', text }])).toEqual(['README.md:2', 'README.md:3']);
  expect(findWorkplaceWords([{ path: continuousIntegration, text }])).toEqual([]);
});

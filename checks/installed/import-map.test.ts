import { expect, test } from 'vitest';
import { documentedPage, importMapIn, neededImports } from './import-map.ts';

test("the README's import map names all that the packages import", () => {
  const ours = Object.entries(importMapIn(documentedPage())).filter(([, file]) => file.includes('/@nn101/'));
  expect(Object.fromEntries(ours)).toEqual(neededImports());
});

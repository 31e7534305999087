import { expect, test } from 'vitest';
import { importSpecifiers } from './import-specifiers.ts';

test('every kind of import is found', () => {
  const text = `
    import 'a';
    import type { B } from 'b';
    export { c } from 'c';
    export * from 'd';
    const e = await import('e');
    type F = import('f').F;
    const none = await import(e.name);
    export const g = "import 'g'";
  `;
  expect(importSpecifiers({ path: 'x.ts', text })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

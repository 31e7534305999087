import { describe, expect, test } from 'vitest';
import { codeBlocks, headingAnchors, links } from './markdown.ts';

const document = (text: string) => ({ path: 'a.md', text });

describe('codeBlocks', () => {
  test('gives language, marks, code and line, and takes off the indentation of a list', () => {
    const text = 'x\n```ts\nconst a = 1;\n```\n- y\n  ```sh run\n  npm start\n    --flag\n  ```\n';
    expect(codeBlocks(document(text))).toEqual([
      { path: 'a.md', line: 2, language: 'ts', marks: [], code: 'const a = 1;' },
      { path: 'a.md', line: 6, language: 'sh', marks: ['run'], code: 'npm start\n  --flag' },
    ]);
  });

  test('a longer fence holds shorter ones', () => {
    expect(codeBlocks(document('````md\n```ts\n```\n````'))).toHaveLength(1);
  });

  test('an open fence is an error', () => {
    expect(() => codeBlocks(document('```ts\n1;'))).toThrowErrorMatchingInlineSnapshot(
      `[Error: a.md:1 opens a code block that nothing closes.]`,
    );
  });
});

test('headingAnchors follows GitHub: lower case, hyphens, no punctuation, numbered repeats', () => {
  const text = '# The `fit()` loop: events\n```sh\n# no heading\n```\n## Errors\n## [Errors](x.md)\n';
  expect(headingAnchors(document(text))).toEqual(['the-fit-loop-events', 'errors', 'errors-1']);
});

test('links finds inline links, images and definitions, and none in code', () => {
  const text = 'a [b](c.md#d) ![e](<f.png> "g") [`h`](i.ts)\n[j]: k.md\n`[l](m)`\n```md\n[n](o)\n```\n';
  expect(links(document(text))).toEqual([
    { target: 'c.md#d', line: 1 },
    { target: 'f.png', line: 1 },
    { target: 'i.ts', line: 1 },
    { target: 'k.md', line: 2 },
  ]);
});

import { describe, expect, test } from 'vitest';
import { readTracked } from '../repository/tracked-files.ts';
import { findExcess } from './file-budget.ts';
import { fileBudgetExceptions } from './file-budget-exceptions.ts';

const sources = /\.([cm]?[jt]s|svelte)$/;

describe('the file budget', () => {
  const excess = readTracked(sources).flatMap(findExcess);

  test('is kept by every source file and function, or a reason stands beside it', () => {
    expect(excess.filter(({ what }) => !fileBudgetExceptions[what])).toEqual([]);
  });

  test('has no exception that nothing needs', () => {
    const needed = new Set(excess.map(({ what }) => what));
    expect(Object.keys(fileBudgetExceptions).filter((what) => !needed.has(what))).toEqual([]);
  });
});

describe('findExcess', () => {
  const lines = (count: number) => '0;\n'.repeat(count);

  test('takes 300 lines and names a file of 301', () => {
    expect(findExcess({ path: 'a.ts', text: lines(300) })).toEqual([]);
    expect(findExcess({ path: 'a.ts', text: lines(301) })).toEqual([
      { what: 'a.ts', lines: 301, limit: 300 },
    ]);
  });

  test('takes a function of 60 lines and names one of 61, however it is written', () => {
    const body = (count: number) => `{\n${lines(count - 2)}}`;
    expect(findExcess({ path: 'a.ts', text: `function f(x: number) ${body(60)}` })).toEqual([]);
    const text = [
      `export function declared(x: number): void ${body(61)}`,
      `const arrow = async () => ${body(61)};`,
      `class Box { method() ${body(61)} }`,
      `const record = { property: function () ${body(61)} };`,
      `void (() => ${body(61)})();`,
    ].join('\n');
    expect(findExcess({ path: 'a.mts', text }).filter(({ limit }) => limit === 60)).toEqual(
      ['declared', 'arrow', 'method', 'property', '(anonymous)'].map((name) => ({
        what: `a.mts#${name}`,
        lines: 61,
        limit: 60,
      })),
    );
  });

  test('measures no function of a test file, but the file', () => {
    const text = `describe('a', () => {\n${lines(300)}});\n`;
    expect(findExcess({ path: 'a.test.ts', text }).map(({ what }) => what)).toEqual(['a.test.ts']);
  });
});

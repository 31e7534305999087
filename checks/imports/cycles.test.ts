import { expect, test } from 'vitest';
import { readTracked } from '../repository/tracked-files.ts';
import { findCycles, importGraph } from './cycles.ts';

test('no files import each other in a circle', () => {
  const graph = importGraph(readTracked(/\.ts$/), { types: false });
  expect(findCycles(graph)).toEqual([]);
});

test('circles are found, of types where they are asked for', () => {
  const sources = [
    { path: 'a/one.ts', text: "import { two } from './two.ts';" },
    {
      path: 'a/two.ts',
      text: "export { three } from '../three.ts'; import type { Four } from '../four.ts';",
    },
    { path: 'three.ts', text: "const one = await import('./a/one.ts');" },
    { path: 'four.ts', text: "import './four.ts'; import type { one } from './a/one.ts';" },
    { path: 'five.ts', text: "import './four.ts'; import 'node:fs';" },
  ];
  const cyclesOf = (types: boolean) => findCycles(importGraph(sources, { types }));
  expect(cyclesOf(false)).toEqual([['a/one.ts', 'a/two.ts', 'three.ts'], ['four.ts']]);
  expect(cyclesOf(true)).toEqual([['a/one.ts', 'a/two.ts', 'four.ts', 'three.ts']]);
});

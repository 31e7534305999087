import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findForeignFiles } from './foreign-files.ts';
import { root, trackedFiles } from './tracked-files.ts';

test('the repository holds no data, no build products and nothing large', () => {
  const files = trackedFiles().map((path) => ({ path, bytes: statSync(join(root, path)).size }));
  expect(findForeignFiles(files)).toEqual([]);
});

test('large files, data and build products are found', () => {
  const files = [
    { path: 'docs/picture.png', bytes: 300_001 },
    { path: 'data/readme.txt', bytes: 1 },
    { path: 'packages/datasets/src/train-images-idx3-ubyte', bytes: 1 },
    { path: 'packages/kernels/dist/index.js', bytes: 1 },
    { path: 'packages/kernels/kernels.wasm', bytes: 1 },
    { path: 'apps/cli/src/data/course-data.ts', bytes: 300_000 },
  ];
  expect(findForeignFiles(files)).toHaveLength(5);
});

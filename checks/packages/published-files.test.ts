import { describe, expect, test } from 'vitest';
import { workspacePackages } from '../repository/workspace-packages.ts';
import { findPublishingFaults, publishedFiles } from './published-files.ts';

const published = workspacePackages().filter(({ manifest }) => !manifest.private);

test.each(published)(
  '$manifest.name publishes its code and its README, and nothing else',
  async ({ directory }) => {
    const files = await publishedFiles(directory);
    expect(findPublishingFaults(files)).toEqual([]);
    expect(files.some((file) => /^dist\/.*\.js$/.test(file))).toBe(true);
  },
);

describe('findPublishingFaults', () => {
  test('takes code, types and the README', () => {
    expect(findPublishingFaults(['package.json', 'README.md', 'dist/a.js', 'src/a.ts'])).toEqual([]);
  });

  test('names what is missing and what is there for tests', () => {
    const paths = ['package.json', 'src/a.test.ts', 'dist/testing/case.js', 'src/fixtures/b.ts'];
    expect(findPublishingFaults(paths).map((fault) => fault.split(' ')[0])).toEqual([
      'README.md',
      'src/a.test.ts',
      'dist/testing/case.js',
      'src/fixtures/b.ts',
    ]);
  });
});

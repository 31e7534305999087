// publint and attw, without a warning, on what would be published; and the licenses that must come along.
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { packPackages, publishedPackages, type Tarballs } from '../installed/pack-packages.ts';
import { findPublintFaults, findTypeFaults } from './packed-faults.ts';

let tarballs: Tarballs = {};

beforeAll(async () => {
  tarballs = await packPackages();
}, 300_000);

describe('packed', () => {
  test.each(publishedPackages)(
    '$manifest.name has nothing that publint would change',
    async ({ manifest }) => {
      expect(await findPublintFaults(tarballs[manifest.name])).toEqual([]);
    },
  );

  // A program has no interface that could have types.
  const libraries = publishedPackages.filter(({ manifest }) => manifest.exports !== undefined);

  test.each(libraries)('$manifest.name has types wherever ES modules are resolved', async ({ manifest }) => {
    expect(await findTypeFaults(tarballs[manifest.name])).toEqual([]);
  });

  const contents = (name: string) =>
    execFileSync('tar', ['-tzf', tarballs[name]], { encoding: 'utf8' }).split('\n');

  test.each(publishedPackages)('$manifest.name has its own license', ({ manifest }) => {
    expect(contents(manifest.name)).toContain('package/LICENSE');
  });

  test.each([
    ['nn101', 'dist/web/third-party-licenses.txt', 'KaTeX'],
    ['@nn101/kernels', 'dist/third-party-licenses.txt', 'AssemblyScript'],
  ])('%s has the licenses of what it contains', (name, path, words) => {
    expect(contents(name)).toContain(`package/${path}`);
    const text = execFileSync('tar', ['-xOzf', tarballs[name], `package/${path}`], { encoding: 'utf8' });
    expect(text).toMatch(new RegExp(words, 'i'));
  });
});

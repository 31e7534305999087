// publint and attw, without a warning, on what would be published.
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
});

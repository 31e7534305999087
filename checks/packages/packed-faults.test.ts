// publint and attw, without a warning, on what would be published.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packPackages, publishedPackages, type Tarballs } from '../installed/pack-packages.ts';
import { findPublintFaults, findTypeFaults } from './packed-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'nn101-packed-'));
let tarballs: Tarballs = {};

beforeAll(async () => {
  const names = publishedPackages.map(({ manifest }) => manifest.name);
  tarballs = await packPackages(folder, names);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(publishedPackages)('$manifest.name, packed', ({ manifest }) => {
  test('has nothing that publint would change', async () => {
    expect(await findPublintFaults(tarballs[manifest.name])).toEqual([]);
  });

  test.skipIf(manifest.exports === undefined)('has types wherever ES modules are resolved', async () => {
    expect(await findTypeFaults(tarballs[manifest.name])).toEqual([]);
  });
});

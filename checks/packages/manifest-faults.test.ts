import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, trackedFiles } from '../repository/tracked-files.ts';
import { type WorkspacePackage, workspacePackages } from '../repository/workspace-packages.ts';
import { entryFiles, findFieldFaults } from './manifest-faults.ts';

const published = workspacePackages().filter(({ manifest }) => !manifest.private);

describe.each(published)('$manifest.name', (found) => {
  test('has every field that a published package needs', () => {
    expect(findFieldFaults(found)).toEqual([]);
  });

  test('leads only to files that exist once it is built', () => {
    const missing = entryFiles(found.manifest).filter(
      (file) => !existsSync(join(root, found.directory, file)),
    );
    expect(missing).toEqual([]);
  });

  test('has a README', () => {
    expect(trackedFiles()).toContain(`${found.directory}/README.md`);
  });
});

test('everything that is not published says that it is private', () => {
  const names = published.map(({ manifest }) => manifest.name);
  expect(names.sort()).toEqual([
    '@nn101/datasets',
    '@nn101/figures',
    '@nn101/kernels',
    '@nn101/models',
    '@nn101/scratch',
    '@nn101/train',
    'nn101',
  ]);
});

describe('findFieldFaults', () => {
  const [good] = published;
  const broken = (field: string, value: unknown): WorkspacePackage => ({
    directory: good.directory,
    manifest: { ...good.manifest, [field]: value },
  });

  test.each([
    ['license', undefined],
    ['files', ['src']],
    ['engines', { node: '>=22' }],
    ['keywords', []],
    ['sideEffects', undefined],
    ['repository', { directory: 'packages/other' }],
    ['homepage', 'https://github.com/nn101/nn101'],
    ['bugs', undefined],
    ['exports', { '.': './dist/index.js' }],
    ['exports', { '.': { default: './dist/index.js', types: './dist/index.d.ts' } }],
    ['publishConfig', { access: 'public' }],
  ])('names a %s of %j', (field, value) => {
    const faults = findFieldFaults(broken(field, value));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(`${good.directory}/package.json: ${field} must be`);
  });
});

test('entryFiles finds files under nested conditions', () => {
  const exports = { '.': { types: './a.d.ts', default: './a.js' } };
  const imports = { '#b': { browser: './b.js', default: { node: './c.js' } } };
  expect(entryFiles({ name: 'x', exports, imports, bin: { x: './a.js' } })).toEqual([
    './a.d.ts',
    './a.js',
    './b.js',
    './c.js',
  ]);
});

import { describe, expect, test } from 'vitest';
import { readTracked } from '../repository/tracked-files.ts';
import { workspacePackages } from '../repository/workspace-packages.ts';
import { findImportFaults, findManifestFaults } from './dependency-direction.ts';

// Build scripts run with a package's devDependencies, the assembly folder has the compiler's own globals, and the
// strangers' projects have a package.json of their own.
const published = /^(?!.*\/(assembly|scripts|installed\/[^/]+)\/).*\.[cm]?[jt]s$/;

describe.each(workspacePackages())('$manifest.name', ({ directory, manifest }) => {
  test('declares only dependencies that point the right way', () => {
    expect(findManifestFaults(manifest)).toEqual([]);
  });

  test('imports only what it may', () => {
    const files = readTracked(published).filter(({ path }) => path.startsWith(`${directory}/`));
    expect(files.flatMap((file) => findImportFaults(file, { directory, manifest }))).toEqual([]);
  });
});

describe('findManifestFaults', () => {
  test.each([
    [{ name: '@nn101/train', dependencies: { '@nn101/models': '1' } }, 'must not depend on @nn101/models'],
    [{ name: '@nn101/new', dependencies: { '@nn101/train': '1' } }, 'must not depend on @nn101/train'],
    [{ name: '@nn101/figures', peerDependencies: { '@nn101/datasets': '1' } }, 'must not depend on'],
    [{ name: '@nn101/scratch', dependencies: { d3: '7' } }, 'has no dependencies, but declares d3'],
    [{ name: '@nn101/datasets', peerDependencies: { tfjs: '4' } }, 'has no dependencies, but declares tfjs'],
    [{ name: '@nn101/models', dependencies: { '@tensorflow/tfjs-core': '4' } }, 'as a peer dependency'],
  ])('%j', (manifest, fault) => {
    expect(findManifestFaults(manifest).join('\n')).toContain(fault);
  });
});

test('an optional peer is no dependency, where it says that it is optional', () => {
  const name = '@nn101/datasets';
  const peerDependencies = { '@tensorflow/tfjs-core': '4' };
  const peerDependenciesMeta = { '@tensorflow/tfjs-core': { optional: true } };
  expect(findManifestFaults({ name, peerDependencies, peerDependenciesMeta })).toEqual([]);
  expect(findManifestFaults({ name, peerDependencies })).toHaveLength(1);
});

describe('findImportFaults', () => {
  test('an optional peer outside of its folder', () => {
    const found = {
      directory: 'packages/datasets',
      manifest: { name: '@nn101/datasets', peerDependencies: { '@tensorflow/tfjs-core': '4' } },
    };
    const text = "import { tensor } from '@tensorflow/tfjs-core';";
    const faultsAt = (path: string) => findImportFaults({ path, text }, found);
    expect(faultsAt('packages/datasets/src/tfjs/index.ts')).toEqual([]);
    expect(faultsAt('packages/datasets/src/index.ts')).toEqual([
      'packages/datasets/src/index.ts imports @tensorflow/tfjs-core, which only src/tfjs/ may',
    ]);
  });

  const manifest = {
    name: '@nn101/train',
    peerDependencies: { tfjs: '4' },
    devDependencies: { '@nn101/models': '1' },
  };
  const faults = (path: string, text: string) =>
    findImportFaults({ path, text }, { directory: 'packages/train', manifest });

  test('a package of ours that the design does not allow, except in a test', () => {
    const text = "import { models } from '@nn101/models';";
    expect(faults('packages/train/src/fit.ts', text)).toEqual([
      'packages/train/src/fit.ts must not import @nn101/models',
    ]);
    expect(faults('packages/train/src/fit.test.ts', text)).toEqual([]);
  });

  test('more than types of a package that types alone may be of', () => {
    const found = {
      directory: 'packages/models',
      manifest: { name: '@nn101/models', peerDependencies: { '@nn101/kernels': '1' } },
    };
    const faultsOf = (text: string) =>
      findImportFaults({ path: 'packages/models/src/a.ts', text }, found).join();
    expect(faultsOf("import type { Graph } from '@nn101/kernels/graph';")).toBe('');
    expect(faultsOf("export type { Graph } from '@nn101/kernels/graph';")).toBe('');
    expect(faultsOf("import { sizeOf } from '@nn101/kernels/graph';")).toContain('must not import');
    expect(faultsOf("import { type Graph, sizeOf } from '@nn101/kernels/graph';")).toContain(
      'must not import',
    );
    expect(findManifestFaults(found.manifest).join()).toContain('must not depend on @nn101/kernels');
  });

  test('a package that is not declared', () => {
    expect(
      faults('packages/train/src/a.ts', "import 'tfjs/dist/x'; import 'left-pad/x'; import 'node:fs';"),
    ).toEqual(['packages/train/src/a.ts imports left-pad, which @nn101/train does not declare']);
  });

  test('a relative path that leaves the package', () => {
    expect(
      faults('packages/train/src/a.ts', "import '../package.json'; import '../../models/src/a.ts';"),
    ).toEqual(['packages/train/src/a.ts leaves its package: ../../models/src/a.ts']);
  });

  test('code for tests in published code', () => {
    const text = "import './testing/case.ts';";
    expect(faults('packages/train/src/a.ts', text)).toEqual([
      'packages/train/src/a.ts imports ./testing/case.ts, which is there for tests alone',
    ]);
    expect(faults('packages/train/src/a.test.ts', text)).toEqual([]);
  });
});

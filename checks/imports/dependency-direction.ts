// Who may import whom. The table is the design; the functions hold a package's manifest and imports against it.
import { posix } from 'node:path';
import type { SourceText } from '../repository/tracked-files.ts';
import type { Manifest, WorkspacePackage } from '../repository/workspace-packages.ts';
import { isTestCode } from '../source/test-code.ts';
import { type Import, importsOf } from './import-specifiers.ts';

const packages = ['scratch', 'datasets', 'figures', 'kernels', 'models', 'train'].map(
  (name) => `@nn101/${name}`,
);

/** What of ours each package may import in its published code. A package that is not named may import nothing. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  '@nn101/arguments': [],
  '@nn101/deterministic-math': [],
  '@nn101/random': [],
  '@nn101/scratch': [],
  '@nn101/datasets': [],
  '@nn101/figures': [],
  '@nn101/kernels': [],
  '@nn101/models': [],
  '@nn101/train': ['@nn101/kernels'],
  '@nn101/lessons': packages,
  '@nn101/benchmarks': packages,
  '@nn101/checks': [...packages, '@nn101/arguments', 'nn101'],
  '@nn101/web': [...packages, '@nn101/deterministic-math', '@nn101/lessons'],
  nn101: [...packages, '@nn101/lessons'],
};

/** Of which packages of ours each may import types besides: optional peers, which nothing that runs needs. */
export const mayImportTypes: Readonly<Record<string, readonly string[]>> = {
  // A graph is plain data.
  '@nn101/models': ['@nn101/kernels'],
};

/** Packages that depend on nothing at all, so that any project can take them; optional peers apart. */
export const withoutDependencies: readonly string[] = ['@nn101/scratch', '@nn101/datasets'];

/** What a package may use where a project has it, and the only folder that may name it. */
export const optionalPeers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@nn101/datasets': {
    '@cwasm/jpeg-turbo': 'src/decoder/',
    '@cwasm/lodepng': 'src/decoder/',
    '@tensorflow/tfjs-core': 'src/tfjs/',
  },
};

const goldenNumbers = /^(packages|apps)\/[^/]+\/fixtures\//;
const ours = /^(nn101|@nn101\/)/;

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** What is wrong with the dependencies that a manifest declares; empty where nothing is. */
export function findManifestFaults(manifest: Manifest): string[] {
  const allowed = mayImport[manifest.name] ?? [];
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const saysOptional = (name: string) => manifest.peerDependenciesMeta?.[name]?.optional === true;
  const forTypes = (mayImportTypes[manifest.name] ?? []).filter(saysOptional);
  const wrongWay = declared.filter((name) => ours.test(name) && ![...allowed, ...forTypes].includes(name));
  const optional = optionalPeers[manifest.name] ?? {};
  const isOptional = (name: string) => name in optional && saysOptional(name);
  const needed = declared.filter((name) => !isOptional(name));
  const tooMany = withoutDependencies.includes(manifest.name) ? needed : [];
  const isLibrary = packages.includes(manifest.name);
  const owned = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@tensorflow/'));
  return [
    ...wrongWay.map((name) => `${manifest.name} must not depend on ${name}`),
    ...tooMany.map((name) => `${manifest.name} has no dependencies, but declares ${name}`),
    ...(isLibrary ? owned : []).map((name) => `${manifest.name} must take ${name} as a peer dependency`),
  ];
}

function findRelativeFault(
  specifier: string,
  { path, directory }: { path: string; directory: string },
): string[] {
  const target = posix.join(posix.dirname(path), specifier);
  if (isTestCode(target) && !isTestCode(path)) {
    return [`${path} imports ${specifier}, which is there for tests alone`];
  }
  // Golden numbers are kept once, where they belong, and any test may compare with them.
  if (isTestCode(path) && goldenNumbers.test(target)) return [];
  return target.startsWith(`${directory}/`) ? [] : [`${path} leaves its package: ${specifier}`];
}

function findBareFault(
  { specifier, isType }: Import,
  { path, manifest }: { path: string; manifest: Manifest },
): string[] {
  const name = packageName(specifier);
  const folder = optionalPeers[manifest.name]?.[name];
  if (folder !== undefined && !isTestCode(path) && !path.includes(`/${folder}`)) {
    return [`${path} imports ${name}, which only ${folder} may`];
  }
  if (ours.test(name) && name !== manifest.name && !isTestCode(path)) {
    const types = isType ? (mayImportTypes[manifest.name] ?? []) : [];
    const allowed = [...(mayImport[manifest.name] ?? []), ...types];
    if (!allowed.includes(name)) return [`${path} must not import ${name}`];
  }
  const forTests = isTestCode(path) || manifest.private ? { vitest: '*', ...manifest.devDependencies } : {};
  const declared = {
    [manifest.name]: '*',
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...forTests,
  };
  return name in declared ? [] : [`${path} imports ${name}, which ${manifest.name} does not declare`];
}

/**
 * The imports of one file that break the rules: another package of ours that the table does not allow (a test may
 * use what the manifest's devDependencies name), a package that the manifest does not declare, a relative path that
 * leaves the package (a test may reach into another's `fixtures`), or published code that needs what is there for tests.
 */
export function findImportFaults(source: SourceText, { directory, manifest }: WorkspacePackage): string[] {
  return importsOf(source).flatMap((found) => {
    const { specifier } = found;
    if (specifier.startsWith('.')) return findRelativeFault(specifier, { path: source.path, directory });
    if (specifier.startsWith('node:') || specifier.startsWith('#')) return [];
    return findBareFault(found, { path: source.path, manifest });
  });
}

// What a package.json must say so that a stranger can install, import and find the package.
import type { Manifest, WorkspacePackage } from '../repository/workspace-packages.ts';

interface Rule {
  readonly field: string;
  readonly holds: (value: unknown, found: WorkspacePackage) => boolean;
  readonly expected: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

// Every entry that leads to code names its types before its default; package.json itself is the exception.
function hasTypes(exports: unknown): boolean {
  if (!isRecord(exports)) return false;
  return Object.entries(exports).every(([path, target]) => {
    if (path === './package.json') return true;
    const conditions = isRecord(target) ? Object.keys(target) : [];
    return conditions.at(-2) === 'types' && conditions.at(-1) === 'default';
  });
}

function isProgram({ manifest }: WorkspacePackage): boolean {
  return isRecord(manifest.bin);
}

const rules: readonly Rule[] = [
  { field: 'version', expected: 'a version', holds: (value) => /^\d+\.\d+\.\d+/.test(String(value)) },
  { field: 'description', expected: 'a sentence', holds: (value) => String(value ?? '').length > 20 },
  { field: 'license', expected: 'MIT', holds: (value) => value === 'MIT' },
  { field: 'type', expected: 'module', holds: (value) => value === 'module' },
  {
    field: 'keywords',
    expected: 'three or more',
    holds: (value) => Array.isArray(value) && value.length >= 3,
  },
  { field: 'sideEffects', expected: 'true, false or a list', holds: (value) => value !== undefined },
  {
    field: 'repository',
    expected: 'the directory of the package',
    holds: (value, { directory }) => isRecord(value) && value.directory === directory,
  },
  {
    field: 'homepage',
    expected: 'an https address that ends in the directory of the package and #readme',
    holds: (value, { directory }) =>
      String(value).startsWith('https://') && String(value).endsWith(`/${directory}#readme`),
  },
  {
    field: 'bugs',
    expected: 'the https address of the issues',
    holds: (value) => /^https:\/\/.*\/issues$/.test(String(value)),
  },
  {
    field: 'engines',
    expected: 'node >=20.19',
    holds: (value) => isRecord(value) && value.node === '>=20.19',
  },
  {
    field: 'files',
    expected: 'dist and README.md',
    holds: (value) => Array.isArray(value) && value.includes('dist') && value.includes('README.md'),
  },
  {
    field: 'exports',
    expected: 'types, then default, for each entry (a program without an interface needs none)',
    holds: (value, found) => hasTypes(value) || (value === undefined && isProgram(found)),
  },
  {
    field: 'publishConfig',
    expected: 'public access and provenance',
    holds: (value) => isRecord(value) && value.access === 'public' && value.provenance === true,
  },
];

/** One sentence for each field of a published package that is missing or wrong. */
export function findFieldFaults(found: WorkspacePackage): string[] {
  return rules
    .filter(({ field, holds }) => !holds(found.manifest[field], found))
    .map(({ field, expected }) => {
      const received = JSON.stringify(found.manifest[field]);
      return `${found.directory}/package.json: ${field} must be ${expected}, received ${received}`;
    });
}

function* targets(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (isRecord(value)) for (const child of Object.values(value)) yield* targets(child);
}

/**
 * Every file that the manifest's exports, imports and bin lead to, relative to the package, each once. An import of
 * another package (a private one, while working from sources) is no file.
 */
export function entryFiles(manifest: Manifest): string[] {
  const found = new Set(targets([manifest.exports, manifest.imports, manifest.bin]));
  return [...found].filter((target) => target.startsWith('./'));
}

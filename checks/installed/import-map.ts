// The import map with which a page without a bundler finds the packages: what it has to hold, and what the README says.
import { codeBlocks, readDocuments } from '../documents/markdown.ts';
import { publishedPackages } from './pack-packages.ts';

/** The packages that such a page takes; `figures` has dependencies of its own that only a bundler finds. */
const names = ['@nn101/datasets', '@nn101/kernels', '@nn101/models', '@nn101/train'];

// What a browser takes of nested conditions.
function browserTarget(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const conditions: Readonly<Record<string, unknown>> = { ...value };
  return browserTarget(conditions.browser ?? conditions.default);
}

/** Addresses below `/node_modules` by specifier, of everything that the packages export or import by a name. */
export function neededImports(): Record<string, string> {
  const imports: Record<string, string> = {};
  for (const { manifest } of publishedPackages.filter(({ manifest: { name } }) => names.includes(name))) {
    for (const [path, target] of Object.entries({
      ...(manifest.exports ?? {}),
      ...(manifest.imports ?? {}),
    })) {
      const file = browserTarget(target);
      if (!file?.endsWith('.js')) continue;
      const specifier = path.startsWith('#') ? path : manifest.name + path.slice(1);
      imports[specifier] = `/node_modules/${manifest.name}${file.slice(1)}`;
    }
  }
  return imports;
}

/** The HTML of the README of `@nn101/train`. */
export function documentedPage(): string {
  const readme = readDocuments().find(({ path }) => path === 'packages/train/README.md');
  const pages = readme ? codeBlocks(readme).filter(({ language }) => language === 'html') : [];
  if (pages.length !== 1) throw new Error('packages/train/README.md must have one block of HTML.');
  return pages[0].code;
}

/** The import map in `page`. */
export function importMapIn(page: string): Record<string, string> {
  const map = /<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}';
  return JSON.parse(map).imports ?? {};
}

// Collects the license texts of everything from npm that ends up in the built course: code, style sheets, fonts and
// WebAssembly, of the page, of its workers and of the service worker. The course is part of the published program, and
// these licenses ask that their texts come along.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** The name of the file beside the built `index.html`. */
export const licensesFile = 'third-party-licenses.txt';

const suppliedTexts = fileURLToPath(new URL('../licenses/', import.meta.url));

// Packages that do not ship the text of their license, and libraries that are compiled into a package's WebAssembly.
const supplied: Readonly<Record<string, readonly string[]>> = {
  '@tensorflow/tfjs-core': ['tensorflow-js.txt'],
  '@tensorflow/tfjs-layers': ['tensorflow-js.txt', 'tensorflow-js-layers.txt'],
  '@tensorflow/tfjs-backend-cpu': ['tensorflow-js.txt'],
  '@tensorflow/tfjs-backend-wasm': [
    'tensorflow-js.txt',
    'xnnpack.txt',
    'pthreadpool.txt',
    'emscripten.txt',
    'musl.txt',
  ],
  seedrandom: ['seedrandom.txt'],
};

/** A package from npm whose files are in the build. */
export interface ThirdPartyPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression from its package.json. */
  readonly license: string;
  readonly texts: readonly string[];
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

// The nearest package.json with a name: nested ones that only say `"type": "module"` are passed over.
function packageDirectory(file: string): string | undefined {
  for (let directory = dirname(file); directory.includes('/node_modules/'); directory = dirname(directory)) {
    const path = join(directory, 'package.json');
    if (existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).name) return directory;
  }
  return undefined;
}

function licenseTexts(directory: string, name: string): string[] {
  const shipped = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file))
    .map((file) => join(directory, file));
  const added = (supplied[name] ?? []).map((file) => join(suppliedTexts, file));
  return [...shipped, ...added].map((path) => readFileSync(path, 'utf8').trim());
}

/**
 * Describes the package that a file belongs to; undefined for a file that is not below `node_modules`.
 *
 * @throws Error where the package has no text of its license, neither shipped nor in `licenses/`
 */
export function thirdPartyPackage(file: string): ThirdPartyPackage | undefined {
  const directory = packageDirectory(file);
  if (directory === undefined) return undefined;
  const manifest: PackageManifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  const { name, version, license = 'see the text' } = manifest;
  const texts = licenseTexts(directory, name);
  if (texts.length === 0) {
    throw new Error(
      `${name} is bundled, but ships no text of its license (${license}). Add the text to apps/web/licenses/ and name ` +
        'it in plugins/third-party-licenses.ts.',
    );
  }
  return { name, version, license, texts };
}

/** All packages in one text, sorted by name; packages that share a text share its printing. */
export function licensesText(packages: readonly ThirdPartyPackage[]): string {
  const titles = new Map<string, string[]>();
  for (const { name, version, license, texts } of packages.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const text = texts.join('\n\n----\n\n');
    titles.set(text, [...(titles.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const sections = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  const rule = `\n${'='.repeat(80)}\n\n`;
  return `The course contains parts of the following packages.\n${rule}${sections.join(rule)}`;
}

/** Gathers packages over several builds, and writes the file when told. */
export interface LicenseCollector {
  /** A plugin for each build that makes a part of the course. */
  readonly plugin: () => Plugin;
  /** Writes {@link licensesFile} into `directory`. */
  readonly write: (directory: string) => void;
}

/** A collector without any packages yet. */
export function collectLicenses(): LicenseCollector {
  const packages = new Map<string, ThirdPartyPackage>();

  function add(file: string): void {
    const found = thirdPartyPackage(file);
    if (found) packages.set(`${found.name} ${found.version}`, found);
  }

  return {
    plugin() {
      let root = '';
      return {
        name: 'nn101-third-party-licenses',
        apply: 'build',
        configResolved: (config) => {
          root = config.root;
        },
        generateBundle(_options, bundle) {
          for (const part of Object.values(bundle)) {
            const files = part.type === 'chunk' ? part.moduleIds : part.originalFileNames;
            for (const file of files) add(resolve(root, file.replace(/^\0/, '').split('?')[0]));
          }
        },
      };
    },
    write(directory) {
      writeFileSync(join(directory, licensesFile), licensesText([...packages.values()]));
    },
  };
}

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { licensesText, thirdPartyPackage } from './third-party-licenses.ts';

function packageOf(files: Readonly<Record<string, string>>): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'nn101-licenses-')), 'node_modules/example');
  mkdirSync(join(directory, 'dist'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

describe('thirdPartyPackage', () => {
  test('reads name, version and every text of a package, from any of its files', () => {
    const directory = packageOf({
      'package.json': '{"name":"example","version":"1.2.3","license":"MIT"}',
      'dist/package.json': '{"type":"module"}',
      'LICENSE.md': 'Do as you like.\n',
      NOTICE: 'By Ada.',
    });
    expect(thirdPartyPackage(join(directory, 'dist/index.js'))).toEqual({
      name: 'example',
      version: '1.2.3',
      license: 'MIT',
      texts: ['Do as you like.', 'By Ada.'],
    });
  });

  test('refuses a package without a text', () => {
    const directory = packageOf({ 'package.json': '{"name":"example","version":"1.0.0","license":"MIT"}' });
    expect(() => thirdPartyPackage(join(directory, 'index.js'))).toThrowErrorMatchingInlineSnapshot(
      `[Error: example is bundled, but ships no text of its license (MIT). Add the text to apps/web/licenses/ and name it in plugins/third-party-licenses.ts.]`,
    );
  });

  test('knows no package for the sources of the course', () => {
    expect(thirdPartyPackage(fileURLToPath(import.meta.url))).toBeUndefined();
  });
});

test('licensesText prints a text once for all packages that have it', () => {
  const of = (name: string, text: string) => ({ name, version: '1.0.0', license: 'MIT', texts: [text] });
  expect(licensesText([of('b', 'T'), of('c', 'U'), of('a', 'T')])).toBe(
    [
      'The course contains parts of the following packages.\n',
      `${'='.repeat(80)}\n`,
      'a 1.0.0 (MIT)\nb 1.0.0 (MIT)\n\nT\n',
      `${'='.repeat(80)}\n`,
      'c 1.0.0 (MIT)\n\nU\n',
    ].join('\n'),
  );
});

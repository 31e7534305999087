// TypeDoc writes the pages of the packages' interfaces, and finds nothing undocumented, no link that leads nowhere and no
// type that is used but not exported: docs/api/typedoc.json makes each of these a fault.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedPackages } from '../installed/pack-packages.ts';
import { root } from '../repository/tracked-files.ts';
import { runCommand } from './run-example.ts';

const directory = join(root, 'docs/api');

test('every exported symbol is documented, and has its page', { timeout: 300_000 }, async () => {
  const program = join(directory, 'node_modules/.bin/typedoc');
  const args = ['--logLevel', 'Warn'];
  expect(await runCommand({ program, args, directory, timeout: 300_000 })).toEqual({
    exitCode: 0,
    output: '',
  });
  const modules = readdirSync(join(directory, 'dist/modules')).map((name) => name.replace(/\.html$/, ''));
  for (const { manifest } of publishedPackages.filter(({ manifest }) => manifest.exports !== undefined)) {
    expect(modules).toContain(manifest.name.replaceAll(/[@/]/g, '_'));
  }
});

test('the settings make a warning an error', () => {
  const settings = JSON.parse(readFileSync(join(directory, 'typedoc.json'), 'utf8'));
  expect(settings.treatWarningsAsErrors).toBe(true);
  expect(settings.packageOptions.validation).toEqual({
    notExported: true,
    invalidLink: true,
    notDocumented: true,
  });
  expect(existsSync(join(directory, 'dist/index.html'))).toBe(true);
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../repository/tracked-files.ts';
import { findDeadExports, workspaceSettings } from './dead-exports.ts';

test('everything that is exported is imported somewhere', { timeout: 240_000 }, async () => {
  expect(await findDeadExports(root, workspaceSettings)).toEqual([]);
});

test('an export that nothing imports is found', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'nn101-dead-'));
  const files = {
    'package.json': '{ "name": "x", "type": "module" }',
    'knip.json': '{ "entry": ["main.ts"], "project": ["*.ts"], "include": ["exports", "types"] }',
    'main.ts': "import { used } from './parts.ts';\nused();\n",
    'parts.ts': 'export function used() {}\nexport function unused() {}\nexport type Unused = 1;\n',
  };
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const dead = await findDeadExports(directory, join(directory, 'knip.json'));
    expect(dead).toEqual(['parts.ts:2 unused', 'parts.ts:3 Unused']);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

// Every public function of every package, called with wrong arguments. A package's exports stand in the file of its
// name; an export that is missing there fails.
import { describe, expect, test } from 'vitest';
import { workspacePackages } from '../repository/workspace-packages.ts';
import { datasetsTable } from './datasets.ts';
import { callablesOf, missingExports, missingMembers, type PackageTable } from './export-table.ts';
import { figuresTable } from './figures.ts';
import { kernelsTable } from './kernels.ts';
import { modelsTable } from './models.ts';
import { scratchTable } from './scratch.ts';
import { trainTable } from './train.ts';
import { findFaults, wrongCalls } from './wrong-calls.ts';

const tables: readonly PackageTable[] = [
  datasetsTable,
  figuresTable,
  kernelsTable,
  modelsTable,
  scratchTable,
  trainTable,
];

const published = workspacePackages().filter(
  ({ directory, manifest }) => directory.startsWith('packages/') && manifest.private !== true,
);

test('every published package has a table', () => {
  const names = published.map(({ manifest }) => manifest.name);
  expect(tables.map(({ name }) => name).sort()).toEqual(names.sort());
});

describe.each(tables)('$name', (table) => {
  const rows = Object.entries(table.entries).flatMap(([path, entry]) =>
    Object.keys(entry.rows).map((name) => ({ path, entry, name, callables: callablesOf(name, entry) })),
  );
  const callables = rows.flatMap((row) => row.callables);
  const wrong = callables.flatMap(wrongCalls);

  test(`${rows.length} exports, ${callables.length} functions, ${wrong.length} wrong calls`, () => {
    const manifest = published.find(({ manifest: { name } }) => name === table.name)?.manifest;
    const paths = Object.keys(manifest?.exports ?? {}).filter((path) => !path.endsWith('.json'));
    expect(Object.keys(table.entries).sort()).toEqual(paths.sort());
    expect(Object.values(table.entries).flatMap(missingExports)).toEqual([]);
    expect(rows.flatMap(({ name, entry }) => missingMembers(name, entry))).toEqual([]);
  });

  test.each(rows.filter((row) => row.callables.length > 0))('$path $name', async (row) => {
    const faults: string[] = [];
    for (const callable of row.callables) faults.push(...(await findFaults(callable, table)));
    expect(faults).toEqual([]);
  });
});

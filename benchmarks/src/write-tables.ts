// node benchmarks/dist/write-tables.js: puts the latest results into the documents, between their markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readAccuracies } from './accuracy/accuracy-record.ts';
import { accuracyRunsTable, accuracyTable } from './accuracy/accuracy-tables.ts';
import { BenchmarkError } from './benchmark-error.ts';
import type { Kind } from './record/benchmark-record.ts';
import { latestRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { coresTable } from './tables/cores-table.ts';
import { coresModelTable, fixedCostTable } from './tables/fixed-cost-tables.ts';
import { fusedTable } from './tables/fused-table.ts';
import { ladderTable } from './tables/ladder-table.ts';
import { replaceBetweenMarkers } from './tables/markdown.ts';
import { memoryTable } from './tables/memory-table.ts';
import { nativeTable } from './tables/native-table.ts';
import { networksTable } from './tables/networks-table.ts';
import { operationsTable } from './tables/operations-table.ts';
import { productsTable } from './tables/products-table.ts';
import { profileTable } from './tables/profile-table.ts';
import { rivalsTable } from './tables/rivals-table.ts';
import { tilesTable } from './tables/tiles-table.ts';

const root = new URL('../../', import.meta.url);

type TableName = Kind | 'cores-model' | 'accuracy' | 'accuracy-runs';

/** Which tables stand in which document. */
const places: Readonly<Record<string, readonly TableName[]>> = {
  'README.md': ['native', 'cores', 'accuracy'],
  'benchmarks/README.md': [
    'networks',
    'memory',
    'native',
    'cores',
    'fused',
    'profile',
    'rivals',
    'operations',
    'products',
  ],
  'docs/cores.md': ['fixed-cost', 'cores-model'],
  'docs/kernels.md': ['ladder', 'products'],
  'docs/decisions/0017-fused-arithmetic.md': ['tiles'],
  'docs/reproducibility.md': ['accuracy', 'accuracy-runs'],
};

await runProgram(async (words) => {
  if (words.length > 0)
    throw new BenchmarkError('USAGE', `write-tables takes nothing, received ${words.join(' ')}.`);
  for (const [document, names] of Object.entries(places)) {
    const file = fileURLToPath(new URL(document, root));
    const before = readFileSync(file, 'utf8');
    const after = names.reduce(withTable, before);
    if (after !== before) writeFileSync(file, after);
    console.log(`${document}: ${after === before ? 'unchanged' : 'written'}`);
  }
});

function withTable(text: string, name: TableName): string {
  const content = tableOf(name);
  return content === undefined ? text : replaceBetweenMarkers(text, { name, content });
}

function tableOf(kind: TableName): string | undefined {
  switch (kind) {
    case 'native':
      return fill(latestRecord(kind), nativeTable);
    case 'cores':
      return fill(latestRecord(kind), coresTable);
    case 'fused':
      return fill(latestRecord(kind), fusedTable);
    case 'networks':
      return fill(latestRecord(kind), networksTable);
    case 'rivals':
      return fill(latestRecord(kind), rivalsTable);
    case 'operations':
      return fill(latestRecord(kind), operationsTable);
    case 'products':
      return fill(latestRecord(kind), productsTable);
    case 'tiles':
      return fill(latestRecord(kind), tilesTable);
    case 'ladder':
      return fill(latestRecord(kind), ladderTable);
    case 'profile':
      return fill(latestRecord(kind), profileTable);
    case 'fixed-cost':
      return fill(latestRecord(kind), fixedCostTable);
    case 'memory':
      return fill(latestRecord(kind), memoryTable);
    case 'cores-model':
      return fill(latestRecord('fixed-cost'), coresModelTable);
    case 'accuracy':
      return accuracyTable(readAccuracies());
    case 'accuracy-runs':
      return accuracyRunsTable(readAccuracies());
    default:
      return kind satisfies never;
  }
}

function fill<Found>(record: Found | undefined, table: (record: Found) => string): string | undefined {
  return record && table(record);
}

// node benchmarks/dist/operations.js: each of our kernels against the stock backend's over a sweep of shapes, and the
// matrix product against the bare loop of its tile; written to results/.
import { parseArgs } from 'node:util';
import { assemblyModule } from './assembly-module.ts';
import { type KernelPair, kernelPairs } from './operations/kernel-pairs.ts';
import { measureOperation, type OperationTimes } from './operations/measure-operation.ts';
import { measureProduct, products } from './operations/measure-product.ts';
import { sweep } from './operations/sweep.ts';
import type { OperationRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';

// Short turns, many of them: some fall between what else the machine has to do.
const thorough: OperationTimes = { rounds: 9, turnMilliseconds: 0.5, budgetMilliseconds: 100, repeats: 5 };
const quick: OperationTimes = { rounds: 1, turnMilliseconds: 0 };

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: {
      quick: { type: 'boolean' },
      kernels: { type: 'string' },
      'against-itself': { type: 'boolean' },
      out: { type: 'string', default: resultsFolder },
    },
  });
  const times = values.quick ? quick : thorough;
  const command = repeatingCommand('operations', words);
  const pairs = await kernelPairs();
  if (values['against-itself']) return sayNoise(measureAll(pairs.flatMap(stockTwice), times));
  const chosen = values.kernels?.split(',') ?? pairs.map(({ kernel }) => kernel);
  const operations = measureAll(
    pairs.filter(({ kernel }) => chosen.includes(kernel)),
    times,
  );
  console.log(writeRecord(newRecord('operations', { command, versions: {}, rows: operations }), values.out));
  if (values.kernels && !chosen.includes('BatchMatMul')) return;
  const module = await assemblyModule();
  const rows = products.map((product) => measureProduct(module, { product, times }));
  for (const { product, share } of rows)
    console.error(`${product}: ${(100 * share).toFixed(0)} % of the bare loop`);
  console.log(writeRecord(newRecord('products', { command, versions: {}, rows }), values.out));
});

function stockTwice({ kernel, stock }: KernelPair): KernelPair[] {
  return stock ? [{ kernel, ours: stock, stock }] : [];
}

// What two measurements of one thing differ by.
function sayNoise(rows: readonly OperationRow[]): void {
  const ratios = rows.flatMap(({ ratio }) => ratio ?? []).sort((a, b) => a - b);
  const at = (share: number) => ratios[Math.round(share * (ratios.length - 1))].toFixed(3);
  console.log(
    `Stock against itself, ${ratios.length} shapes: from ${at(0)} to ${at(1)}, nine in ten from ${at(0.05)} to ${at(0.95)}.`,
  );
}

function measureAll(pairs: readonly KernelPair[], times: OperationTimes): OperationRow[] {
  const cases = sweep(pairs.map(({ kernel }) => kernel));
  const missing = pairs.filter(({ kernel }) => !cases.some((operation) => operation.kernel === kernel));
  if (missing.length > 0)
    console.error(`No shapes are listed for ${missing.map(({ kernel }) => kernel).join(', ')}.`);
  return cases.map((operation) => {
    const pair = pairs.find(({ kernel }) => kernel === operation.kernel)!;
    const { stockFails, ...row } = measureOperation(pair, { operation, times });
    const verdict = row.ratio === undefined ? (stockFails ?? 'new') : `${row.ratio} times the stock speed`;
    console.error(`${row.kernel} ${row.shape}: ${row.microseconds.best} µs, ${verdict}`);
    return row;
  });
}

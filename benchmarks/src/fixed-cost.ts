// node benchmarks/dist/fixed-cost.js: what a training step costs beside its arithmetic, by the number of workers, and the
// parts from which docs/cores.md works out what more cores give. Written to results/.
import { parseArgs } from 'node:util';
import type { NetworkName } from '@nn101/models/graph';
import { prepareBackend } from '@nn101/train';
import { realNetwork, stepTimes, tinyNetwork } from './fixed-cost/measure-steps.ts';
import { vectorWork, wakeUps } from './fixed-cost/measure-threads.ts';
import type { FixedCostRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { timing } from './statistics.ts';

/**
 * Numbers in a vector: 4 MiB, more than a second-level cache. With vectors of a round million an update took some five times as
 * long here, perhaps because the four of them then compete for the same places in the cache.
 */
const length = 2 ** 20;
const lanes = 16;
const names: readonly NetworkName[] = [
  'mnist-basic',
  'mnist-cnn',
  'fashion-mnist-cnn',
  'fashion-mnist-cnn-2',
  'cifar-cnn',
  'resnet-20',
];

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: { quick: { type: 'boolean' }, out: { type: 'string', default: resultsFolder } },
  });
  const { versions } = await prepareBackend();
  const rows: FixedCostRow[] = [];
  const keep = (row: Omit<FixedCostRow, 'microseconds'>, times: readonly number[]) => {
    rows.push({ ...row, microseconds: timing(times) });
    const { part, network = '', workers } = row;
    console.error(
      `${part} ${network} ${workers} workers: best ${rows[rows.length - 1].microseconds.best} µs`,
    );
  };

  const milliseconds = values.quick ? 10 : 3000;
  const tiny = tinyNetwork();
  const parameters = tiny.model.countParams();
  const tinyBatch = 32 * lanes;
  for (const workers of [1, 2, 4, 8, 16]) {
    const row = { workers, lanes, batchSize: tinyBatch, parameters };
    keep({ part: 'step', ...row }, await stepTimes(tiny, { ...row, milliseconds }));
    keep({ part: 'wakeUp', workers }, await wakeUps(workers, values.quick ? 5 : 2000));
  }
  for (const workers of [1, 2]) {
    const times = await vectorWork(workers, { length, rounds: values.quick ? 3 : 200 });
    keep(
      { part: 'sum', workers, parameters: length },
      times.map(({ sum }) => sum),
    );
    keep(
      { part: 'update', workers, parameters: length },
      times.map(({ update }) => update),
    );
  }
  for (const network of values.quick ? names.slice(0, 1) : names) {
    const batchSize = values.quick ? tinyBatch : 1000;
    const subject = realNetwork(network);
    const row = { network, lanes, batchSize, parameters: subject.model.countParams() };
    const times: [number[], number[]] = [[], []];
    // In turns, so that a machine that slows down slows both.
    for (let turn = 0; turn < (values.quick ? 1 : 3); turn++) {
      for (const workers of [1, 2]) {
        times[workers - 1].push(...(await stepTimes(subject, { ...row, workers, milliseconds })));
      }
    }
    for (const workers of [1, 2]) keep({ part: 'network', ...row, workers }, times[workers - 1]);
    subject.model.dispose();
  }
  const command = repeatingCommand('fixed-cost', words);
  console.log(writeRecord(newRecord('fixed-cost', { command, versions, rows }), values.out));
});

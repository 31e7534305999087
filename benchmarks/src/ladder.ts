// node benchmarks/dist/ladder.js: every rung on one matrix product and one layer, written to results/.
import { parseArgs } from 'node:util';
import { type AssemblyModule, assemblyModule } from './assembly-module.ts';
import { convolutionLadder } from './ladder/convolution-ladder.ts';
import { productLadder } from './ladder/product-ladder.ts';
import { checkLadder, type Ladder } from './ladder/rung.ts';
import { prepareShipped } from './ladder/shipped.ts';
import type { RungRow } from './record/benchmark-record.ts';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { significant, timing } from './statistics.ts';
import { timeTurns } from './time-turns.ts';

const rounds = 3;
const turnMilliseconds = 50;

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: { quick: { type: 'boolean' }, out: { type: 'string', default: resultsFolder } },
  });
  await prepareShipped();
  const module = await assemblyModule();
  const rows = ladders(module, values.quick ?? false).flatMap(climb);
  const command = repeatingCommand('ladder', words);
  console.log(writeRecord(newRecord('ladder', { command, versions: {}, rows }), values.out));
});

// The layer is the second of mnist-cnn.
function ladders(module: AssemblyModule, isQuick: boolean): Ladder[] {
  const size = isQuick ? 96 : 960;
  return [
    productLadder(module, { m: size, n: size, k: size }),
    convolutionLadder(module, { count: isQuick ? 1 : 16, size: 26, channels: 32, filters: 64 }),
  ];
}

function climb(ladder: Ladder): RungRow[] {
  const { subject, operations, rungs } = ladder;
  checkLadder(ladder);
  const times = timeTurns(
    rungs.map(({ run }) => run),
    { rounds, turnMilliseconds },
  );
  return rungs.map(({ name }, index) => {
    const milliseconds = timing(times[index]);
    console.error(`${subject}, ${name}: ${milliseconds.best} ms`);
    return {
      subject,
      rung: name,
      milliseconds,
      gigaflops: significant(operations / milliseconds.best / 1e6),
    };
  });
}

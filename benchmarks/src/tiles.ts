// node benchmarks/dist/tiles.js: the bare loops of tiles of several sizes, plain and fused, written to results/.
import { parseArgs } from 'node:util';
import { repeatingCommand } from './record/repeating-command.ts';
import { newRecord, resultsFolder, writeRecord } from './record/result-files.ts';
import { runProgram } from './run-program.ts';
import { measureTiles } from './tiles/measure-tiles.ts';

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: { quick: { type: 'boolean' }, out: { type: 'string', default: resultsFolder } },
  });
  const rows = await measureTiles(values.quick ? 20 : 400);
  for (const { tile, plainGigaflops, fusedGigaflops } of rows)
    console.error(`${tile}: plain ${plainGigaflops}, fused ${fusedGigaflops} GFLOP/s`);
  const command = repeatingCommand('tiles', words);
  console.log(writeRecord(newRecord('tiles', { command, versions: {}, rows }), values.out));
});

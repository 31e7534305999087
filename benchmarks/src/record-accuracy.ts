// node benchmarks/dist/record-accuracy.js DIRECTORY…: takes finished runs of nn101 train into results/accuracy. For CIFAR-10
// the accuracy on its first 1,000 test images goes with it: `--first-thousand 0.81` after a directory.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accuracyFile, accuracyFolder, parseAccuracy, withRun } from './accuracy/accuracy-record.ts';
import { accuracyRunOf } from './accuracy/accuracy-run.ts';
import { BenchmarkError } from './benchmark-error.ts';
import { runProgram } from './run-program.ts';

await runProgram(async (words) => {
  if (words.length === 0) throw new BenchmarkError('USAGE', 'record-accuracy takes run directories.');
  mkdirSync(accuracyFolder, { recursive: true });
  const flag = words.indexOf('--first-thousand');
  const firstThousandAccuracy = flag < 0 ? undefined : Number(words[flag + 1]);
  for (const directory of flag < 0 ? words : words.slice(0, flag)) {
    const { model, recipe, run } = accuracyRunOf(
      readFileSync(join(directory, 'run.json'), 'utf8'),
      directory,
    );
    const file = join(accuracyFolder, accuracyFile({ model, recipe }));
    const empty = { format: 'nn101-accuracy', formatVersion: 1, model, recipe, runs: [] } as const;
    const before = existsSync(file) ? parseAccuracy(readFileSync(file, 'utf8'), file) : empty;
    const after = withRun(before, { ...run, ...(firstThousandAccuracy && { firstThousandAccuracy }) });
    writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
    console.log(`${file}: seed ${run.seed}, ${run.testAccuracy}`);
  }
});

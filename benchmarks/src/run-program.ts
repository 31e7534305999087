// The edge of each of the benchmarks' programs: words in, one sentence and an exit code out where something fails.
import { DatasetError } from '@nn101/datasets';
import { TrainError } from '@nn101/train';
import { BenchmarkError } from './benchmark-error.ts';

/** Runs a program with the words of its command line. Ends with 2 for wrong usage, 1 for any other failure. */
export async function runProgram(work: (words: string[]) => Promise<void>): Promise<void> {
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    if (error instanceof BenchmarkError) fail(error.message, error.code === 'USAGE' ? 2 : 1);
    else if (error instanceof DatasetError || error instanceof TrainError) fail(error.message, 1);
    else if (error instanceof TypeError && isParseArgsError(error)) fail(error.message, 2);
    else throw error;
  }
}

function fail(message: string, exitCode: number): void {
  console.error(`error: ${message}`);
  process.exitCode = exitCode;
}

function isParseArgsError(error: TypeError): boolean {
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

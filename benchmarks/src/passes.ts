// node benchmarks/dist/passes.js: which operations of a training step on tfjs' tape take longer than ten passes over what they read
// or give, with our kernels; a program of several operations may take ten for each. Prints them, each with its reason; ends with
// 1 where one has none. `--all` prints every one.
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { parseArgs } from 'node:util';
import { registerTrainingKernels } from '@nn101/kernels';
import * as tf from '@tensorflow/tfjs-core';
import { measurePasses, type Passes } from './passes/measure-passes.ts';
import { largeShapes, tapePrograms } from './passes/tape-programs.ts';
import { runProgram } from './run-program.ts';

const MOST = 10;

const DRAWN =
  'tfjs-core draws its random numbers in JavaScript, each from the one before, and asks no kernel; `randomUniform` and `randomNormal` of @nn101/kernels do not';

/** Why an operation may take longer. */
const reasons: Readonly<Record<string, string>> = {
  dropout: DRAWN,
  randomUniform: DRAWN,
  randomNormal: DRAWN,
  'pow 2.3 of abs': 'worked out in 64 bits, two numbers at a time, and rounded once: about ten passes',
  'maxPool3d 3x3x3 by 1': 'looks for the place of the largest of 27 numbers: about ten passes',
};

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: {
      all: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string', default: '20' },
    },
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  registerTrainingKernels();
  const names = values.only?.split(',');
  const programs = tapePrograms(largeShapes).filter(
    ({ name }) => !names || names.some((part) => name.startsWith(part)),
  );
  const measured = programs.map((program) => measurePasses(program, Number(values.rounds)));
  const slow = measured.filter(isSlow);
  console.log('| operation | shape | forward | gradient | reason |\n| --- | --- | ---: | ---: | --- |');
  for (const row of values.all ? measured : slow) console.log(tableRow(row));
  console.log(`\n${measured.length} operations, ${slow.length} of them take longer than ${MOST} passes.`);
  if (slow.some(({ name }) => !reasons[name])) process.exitCode = 1;
});

function isSlow({ forward, backward = 0, operations }: Passes): boolean {
  return Math.max(forward, backward) > MOST * operations;
}

function tableRow(row: Passes): string {
  const { name, shape, forward, backward } = row;
  const reason = isSlow(row) ? (reasons[name] ?? 'none') : '';
  const passes = (value: number | undefined) => value?.toFixed(1) ?? '';
  return `| ${name} | ${shape} | ${passes(forward)} | ${passes(backward)} | ${reason} |`;
}

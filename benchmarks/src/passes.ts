// node benchmarks/dist/passes.js: which operations of a training step on tfjs' tape take longer than ten passes over what they read
// or give, with our kernels. Prints them, each with its reason; ends with 1 where one has none. `--all` prints every one.
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { parseArgs } from 'node:util';
import { registerTrainingKernels } from '@nn101/kernels';
import * as tf from '@tensorflow/tfjs-core';
import { measurePasses, type Passes } from './passes/measure-passes.ts';
import { largeShapes, tapePrograms } from './passes/tape-programs.ts';
import { runProgram } from './run-program.ts';

const MOST = 10;

const DRAWN = 'tfjs-core draws its random numbers in JavaScript';
const COMPOSED = 'tfjs-core composes it of several operations';

/** Why an operation may take longer. */
const reasons: Readonly<Record<string, string>> = {
  dropout: DRAWN,
  randomUniform: DRAWN,
  randomNormal: DRAWN,
  erf: 'two polynomials and an exponential for each number; the gradient is composed of five operations',
  softplus: 'an exponential and a logarithm for each number',
  logSigmoid: 'an exponential and a logarithm for each number',
  'pow 3': 'worked out in 64 bits and rounded once',
  'topk 64': 'keeps 64 of 1,024 numbers in order',
  'maxPool 3x3 by 1': 'nine comparisons for each number',
  'maxPool3d 3x3x3 by 1': '27 comparisons for each number',
  'avgPool3d 3x3x3 by 1': '27 sums for each number',
  dilation2d: 'nine sums and comparisons for each number',
  maxPoolWithArgmax: 'looks for the place of one number after another',
  'sqrt of abs': COMPOSED,
  'rsqrt of abs': COMPOSED,
  'gelu by erf': COMPOSED,
  divNoNan: COMPOSED,
  mirrorPad: COMPOSED,
  softmaxCrossEntropy: COMPOSED,
  sigmoidCrossEntropy: COMPOSED,
  huberLoss: COMPOSED,
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

function isSlow({ forward, backward = 0 }: Passes): boolean {
  return forward > MOST || backward > MOST;
}

function tableRow({ name, shape, forward, backward, ...row }: Passes): string {
  const reason = isSlow({ name, shape, forward, backward, ...row }) ? (reasons[name] ?? 'none') : '';
  const passes = (value: number | undefined) => value?.toFixed(1) ?? '';
  return `| ${name} | ${shape} | ${passes(forward)} | ${passes(backward)} | ${reason} |`;
}

// A run of the playground as a program: with this course's own package, with Keras, with PyTorch. All three begin with
// the very same weights and points. Image models are exported elsewhere: src/export/.

import type { CodeLanguage } from '../../export/experiment.ts';
import { texts as packages } from '../../texts/packages.ts';
import { type CodedRun, listText } from './coded-run.ts';
import { kerasRun } from './playground-keras.ts';
import { pytorchRun } from './playground-pytorch.ts';

/** The program, ready to run, and what to call its file. */
export function playgroundCode(run: CodedRun, language: CodeLanguage): { code: string; fileName: string } {
  switch (language) {
    case 'typescript':
      return { code: scratchRun(run), fileName: 'playground.ts' };
    case 'keras':
      return { code: kerasRun(run), fileName: 'playground_keras.py' };
    case 'pytorch':
      return { code: pytorchRun(run), fileName: 'playground_pytorch.py' };
    default:
      return language satisfies never;
  }
}

const optimizers = { descent: 'gradientDescent', momentum: 'momentum', adam: 'adam' } as const;

function scratchRun({ configuration, steps }: CodedRun): string {
  const { points, layers, activation, weights, seed, rate } = configuration;
  const optimizer = optimizers[configuration.optimizer];
  const hidden = layers.map((units) => `    { units: ${units}, activation: '${activation}' },\n`).join('');
  const imported = ['batchCost', 'createNetwork', 'flattenParameters', optimizer, 'initializers', 'losses'];
  return `${packages.programHead('playground.ts')}import { createHash } from 'node:crypto';
import {
${[...imported.sort(), 'type OptimizerState', 'predict', 'trainingStep'].map((name) => `  ${name},\n`).join('')}} from '@nn101/scratch';

const inputs = ${listText(points.map(({ x, y }) => [x, y]))};
const targets = ${listText(points.map(({ label }) => [label]))};
const batch = { inputs, targets, loss: losses.binaryCrossEntropy };

let network = createNetwork({
  inputs: 2,
  layers: [
${hidden}    { units: 1, activation: 'sigmoid' },
  ],
  seed: ${seed},
  initializer: initializers.${weights},
});
const optimizer = ${optimizer}({ learningRate: ${rate} });
let state: OptimizerState | undefined;
for (let step = 0; step < ${steps}; step++) {
  const next = trainingStep({ ...batch, network, optimizer, state });
  if (step % 100 === 0) console.log(step, next.cost.toFixed(6));
  ({ network, state } = next);
}
console.log(${steps}, batchCost({ ...batch, network }).toFixed(6));
console.log(predict(network, inputs).flat());

// The number that the playground shows under its cost: equal numbers are equal weights, to the bit.
const bytes = new Uint8Array(Float64Array.from(flattenParameters(network)).buffer);
console.log(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
`;
}

// Runs the operation tests that tfjs-core ships in its npm package on the 'wasm' backend, in Node, with the training
// kernels of src/ registered; says which fail. `--scope training` takes the operations and optimizers of a training step
// alone; `--stock` leaves our kernels out; `--excluded` runs what is otherwise left out; `--json` gives a report for programs.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, folderOf, index, print, run } from './jasmine-tests.mjs';

const core = folderOf('@tensorflow/tfjs-core');

/** What a training step is made of. */
const training = [
  'add_n arithmetic avg_pool batchnorm conv2d conv2d_transpose conv2d_separable depthwise_conv2d dropout elu',
  'fused/fused_conv2d fused/fused_depthwise_conv2d fused/fused_mat_mul gather leaky_relu log_softmax mat_mul max_pool',
  'mean moments one_hot pool relu relu6 selu sigmoid softmax softplus sum tanh transpose',
].flatMap((names) => names.split(' ').map((name) => `ops/${name}_test`));
const optimizers = ['adadelta', 'adagrad', 'adam', 'adamax', 'momentum', 'rmsprop', 'sgd'].map(
  (name) => `optimizers/${name}_optimizer_test`,
);
// Tests that are not about kernels of this backend, each with its reason.
const exclusions = [
  {
    reason: "tfjs' wasm backend has no complex64 tensors",
    matches: (name) =>
      /^[12]D IFFT|^(?!complex64 .* throws|localResponseNormalization).*complex|^(add|sub) .* upcasts when dtypes dont match/i.test(
        name,
      ),
  },
  {
    reason: 'strings do not live in WebAssembly memory',
    matches: (name) =>
      /string comparison|^(tile|fill|sparseToDense) .* string|^squeeze .* (default|specific dimension|all ones|squeeze only ones)$/.test(
        name,
      ),
  },
  {
    reason: 'ragged tensors have no kernels in the wasm backend, and no gradients in tfjs',
    matches: (name) => /^ragged(Gather|Range|TensorToTensor) /.test(name),
  },
  {
    reason: 'with the training kernels dilated convolutions have gradients',
    matches: (name) => /gradients .* throws error on dilations > 1/.test(name),
  },
  {
    reason: 'tfjs leaves what is seen in the mirror out of the gradient, and its test expects that',
    matches: (name) => /^mirrorPad .* grad/.test(name),
  },
];

function everyOperation() {
  // Pixels and drawing need a browser's canvas.
  const names = readdirSync(join(core, 'dist/ops')).filter(
    (name) => name.endsWith('_test.js') && !/pixels|draw|identity_pool/.test(name),
  );
  return [
    ...names.map((name) => `ops/${name.slice(0, -3)}`),
    ...training.filter((name) => name.includes('fused')),
  ];
}

function entry({ stock, files }) {
  const tests = files.map((file) => `import '@tensorflow/tfjs-core/dist/${file}';`).join('\n');
  return {
    'tests:main': `import 'tests:environment';\n${tests}`,
    'tests:environment': `
      import '@tensorflow/tfjs-core';
      import '@tensorflow/tfjs-core/dist/register_all_gradients';
      import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
      import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
      import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
      ${stock ? '' : `import { registerTrainingKernels } from ${JSON.stringify(index)}; registerTrainingKernels();`}
      setWasmPaths(${JSON.stringify(join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist/'))});
      setTestEnvs([{ name: 'wasm', backendName: 'wasm', isDataSync: true }]);`,
  };
}

const { values: options } = parseArgs({
  options: {
    stock: { type: 'boolean', default: false },
    excluded: { type: 'boolean', default: false },
    scope: { type: 'string', default: 'all' },
    json: { type: 'boolean', default: false },
  },
});
const scopes = {
  training: [...training, ...optimizers],
  all: [...everyOperation(), ...optimizers],
};
const files = scopes[options.scope];
if (!files) throw new Error(`--scope is one of ${Object.keys(scopes).join(', ')}, received ${options.scope}`);
const folder = mkdtempSync(join(tmpdir(), 'tfjs-op-tests-'));
try {
  const file = join(folder, 'tests.cjs');
  await bundle(entry({ stock: options.stock, files }), { file });
  print(await run(file, { exclusions, only: options.excluded ? 'excluded' : undefined }), options);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

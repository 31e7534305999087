// Runs tfjs-layers' own tests on the 'wasm' backend, in Node, with the training kernels of src/ registered; says which fail.
// The code under test is the installed tfjs-layers. Its npm package holds no tests: they are taken from the source maps of
// 3.9, the last release whose maps hold them, or, with `--sources FOLDER`, from tfjs-layers/src in a checkout of tfjs.
// `--backend cpu` takes tfjs' own cpu backend; `--excluded` runs what is otherwise left out; `--json` gives a report for programs.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, folderOf, index, print, run } from './jasmine-tests.mjs';

const installed = join(folderOf('@tensorflow/tfjs-layers'), 'dist');
const released = join(folderOf('tfjs-layers-tests'), 'dist');

// Fail on tfjs' cpu backend as well, which a test checks.
const inEverySource = [
  {
    reason: 'Node has no localStorage and no IndexedDB',
    matches: (name) =>
      /^Save-load round trips .*(Local storage|IndexedDB|with empty weights|Call predict\(\) and fit\(\) after load: (conv2d model|conv1d model|Bidirectional LSTM))$/.test(
        name,
      ),
  },
  {
    reason: 'the release writes its version into package.json alone',
    matches: (name) => name.startsWith('tfjs-core version consistency'),
  },
  {
    reason: 'a list holding a tensor is added to a tensor, which makes NaN of the result on every backend',
    matches: (name) => name === 'TransformerDecoder one training step of transformer without cross attention',
  },
];
const inReleasedTests = [
  ...inEverySource,
  {
    reason: 'a spy takes the place of what a module exports, and a bundle has no such place',
    matches: (name) =>
      /^(ConvLSTM2D|ConvLSTM2DCell|SimpleRNN|GRU|LSTM) Tensor .*dropout=|^debouce |weight initializers$|Fast init w\/|: yieldEvery .* (auto|yieldEvery|batch|epoch|never|resolve\w+)\b|yieldEvery: auto$/i.test(
        name,
      ),
  },
  {
    reason: 'later releases print a column of input shapes',
    matches: (name) =>
      /^LayersModel.summary .* (Sequential model|Functional model|LayersModel with multiple outputs)/.test(
        name,
      ),
  },
  {
    reason: 'later releases do not export loadLayersModelInternal',
    matches: (name) =>
      /^loadLayersModel from URL .* load topology and weights(:| from implicit| with browserHTTPRequest)|^loadLayersModel from IOHandler .* load topology (and weights|only)$/.test(
        name,
      ),
  },
  {
    reason: 'jasmine no longer takes an async function with a callback',
    matches: (name) =>
      /^LayersModel.fit: No memory leak|fails when onYield is provided, but yieldEvery is never$|(IOHandler|handler) without (load|save) method/.test(
        name,
      ),
  },
];

// The text of each test and of what only tests import, by a path without extension.
function testsOfRelease() {
  const maps = readdirSync(released, { recursive: true }).filter((name) => /_test\.js\.map$/.test(name));
  // One test compares versions with a package.json that is not beside it.
  const texts = maps
    .filter((name) => !name.startsWith('version_test'))
    .map((name) => {
      const { sourcesContent } = JSON.parse(readFileSync(join(released, name), 'utf8'));
      return [name.replace(/\.js\.map$/, ''), sourcesContent[0]];
    });
  return Object.fromEntries(texts);
}

function testsOfCheckout(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('_test.ts'));
  return Object.fromEntries(
    names.map((name) => [name.replace(/\.ts$/, ''), readFileSync(join(folder, name), 'utf8')]),
  );
}

const PREFIX = '/tests-of-tfjs-layers/';

// Tests that tfjs runs on one kind of backend only run on ours too.
const onEveryBackend = readFileSync(join(installed, 'utils/test_utils.js'), 'utf8').replaceAll(
  /testEnv\.backendName === '(cpu|webgl)'/g,
  'true',
);

function modulesOf(tests, environment) {
  const files = Object.fromEntries(
    Object.entries(tests).map(([name, text]) => [`${PREFIX}${name}.ts`, text]),
  );
  const imports = Object.keys(files).map((name) => `import ${JSON.stringify(name)};`);
  return {
    ...files,
    [join(installed, 'utils/test_utils.js')]: onEveryBackend,
    'tests:main': `
      import { begin } from 'tests:environment';
      exports.loaded = begin().then(() => import('tests:all'));`,
    'tests:all': imports.join('\n'),
    'tests:environment': environment,
  };
}

// What a test imports from beside it is a module of the installed release.
function resolveBeside(id, importer) {
  if (!id.startsWith('.') || !importer?.startsWith(PREFIX)) return undefined;
  const name = relative(PREFIX, resolve(dirname(importer), id)).replace(/\.(js|ts)$/, '');
  return [`${name}.js`, `${name}/index.js`]
    .map((path) => join(installed, path))
    .find((path) => existsSync(path));
}

function environmentOf({ backend }) {
  const ours = backend === 'wasm';
  return `
    import { ready, setBackend } from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-core/dist/register_all_gradients';
    import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
    import '@tensorflow/tfjs-backend-cpu';
    import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
    import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
    ${ours ? `import { registerTrainingKernels } from ${JSON.stringify(index)};` : ''}
    setWasmPaths(${JSON.stringify(join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist/'))});
    setTestEnvs([{ name: '${backend}', backendName: '${backend}', isDataSync: true }]);

    /** Makes the backend ready: some suites make tensors while they are declared. */
    export async function begin() {
      await setBackend('${backend}');
      await ready();
      ${ours ? 'registerTrainingKernels();' : ''}
    }

    // Suites of tfjs' describeWithFlags() end with no backend, and the plain ones behind them take what there is.
    const { describe } = globalThis;
    let depth = 0;
    globalThis.describe = (name, declare) =>
      describe(name, () => {
        if (depth === 0) beforeAll(begin);
        depth += 1;
        try {
          declare();
        } finally {
          depth -= 1;
        }
      });`;
}

const { values: options } = parseArgs({
  options: {
    backend: { type: 'string', default: 'wasm' },
    sources: { type: 'string' },
    excluded: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (!['cpu', 'wasm'].includes(options.backend))
  throw new Error(`--backend is cpu or wasm, received ${options.backend}`);
const tests = options.sources ? testsOfCheckout(options.sources) : testsOfRelease();
const folder = mkdtempSync(join(tmpdir(), 'tfjs-layers-tests-'));
try {
  const file = join(folder, 'tests.cjs');
  await bundle(modulesOf(tests, environmentOf(options)), { file, resolve: resolveBeside });
  // tfjs-layers warns of what its tests do on purpose.
  console.warn = () => {};
  const exclusions = options.sources ? inEverySource : inReleasedTests;
  print(await run(file, { exclusions, only: options.excluded ? 'excluded' : undefined }), options);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

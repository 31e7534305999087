import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activationNames, type LayerSpec, models } from '@nn101/models/graph';
import { describe, expect, test } from 'vitest';
import { syntheticSize } from '../training/data/data-name.ts';
import { codeLanguages, type Experiment } from './experiment.ts';
import { experimentCode } from './experiment-code.ts';

const small: Experiment = {
  data: 'mnist',
  inputShape: [28, 28, 1],
  layers: models['mnist-basic'].layers,
  epochs: 12,
  batchSize: 1000,
  seed: 7,
};

const everything: Experiment = {
  ...small,
  data: 'cifar-10',
  inputShape: [32, 32, 3],
  layers: [
    { kind: 'conv2d', filters: 8, padding: 'same', maxNorm: 3 },
    { kind: 'maxPooling2d' },
    { kind: 'conv2d', filters: 4, padding: 'valid' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    ...activationNames.map((activation): LayerSpec => ({ kind: 'hidden', units: 5, activation })),
    { kind: 'output', units: 10 },
  ],
  learningRate: 0.01,
  limit: 500,
  augmentation: [
    { kind: 'horizontalFlip' },
    { kind: 'shift', amount: 0.1 },
    { kind: 'rotation', degrees: 10 },
    { kind: 'zoom', amount: 0.25 },
    { kind: 'cutout', size: 8 },
  ],
};

test('TypeScript: layers and settings as they are', () => {
  expect(experimentCode(small, 'typescript').code).toMatchInlineSnapshot(`
    "// The packages of this course are not on npm yet. A clone has them:
    //   git clone https://github.com/nn101/nn101.git && cd nn101 && npm run setup
    // Save this file there as lessons/train.ts, and run it with Node 22.18 or later:
    //   node lessons/train.ts
    import { mnist } from '@nn101/datasets';
    import { buildModel } from '@nn101/models';
    import { evaluate, fit, prepareBackend, weightsSha256 } from '@nn101/train';

    await prepareBackend();
    const { train, test } = await mnist();

    // 10 classes
    const model = buildModel({
      inputShape: [28, 28, 1],
      seed: 7,
      layers: [
        { kind: 'flatten' },
        { kind: 'hidden', units: 128, activation: 'relu' },
        { kind: 'output', units: 10 },
      ],
    });

    for await (const event of fit(model, { train, epochs: 12, batchSize: 1000, seed: 7, lanes: 4 })) {
      if (event.type === 'epoch') console.log(event.epoch, event.loss, event.accuracy);
    }
    console.log(await evaluate(model, test));
    console.log(await weightsSha256(model));
    "
  `);
});

test('Keras', () => {
  expect(experimentCode(small, 'keras').code).toMatchInlineSnapshot(`
    "# pip install keras tensorflow
    import keras
    import numpy as np
    from keras import layers

    keras.utils.set_random_seed(7)

    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    x_train = x_train.reshape(-1, 28, 28, 1).astype(np.float32) / 255
    x_test = x_test.reshape(-1, 28, 28, 1).astype(np.float32) / 255

    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.summary()
    model.fit(x_train, y_train, batch_size=1000, epochs=12)
    print(model.evaluate(x_test, y_test))
    "
  `);
});

test('PyTorch is told what comes into each layer', () => {
  const { code } = experimentCode(everything, 'pytorch');
  expect(code).toContain('nn.Conv2d(3, 8, 3, padding="same")');
  expect(code).toContain('nn.Conv2d(8, 4, 3)');
  // 32 halved is 16, less 2 is 14: 14 * 14 * 4 numbers.
  expect(code).toContain('nn.Linear(784, 5)');
  // A square of 8 is a sixteenth of an image of 32, and is erased from the tensor.
  expect(code).toContain('ToTensor(), transforms.RandomErasing(1.0, scale=(0.0625, 0.0625), ratio=(1, 1))])');
});

test('every setting is in the TypeScript', () => {
  const { code } = experimentCode(everything, 'typescript');
  expect(code).toContain('learningRate: 0.01');
  expect(code).toContain("augmentation: [{ kind: 'horizontalFlip' }, { kind: 'shift', amount: 0.1 }");
  expect(code).toContain('gather(train, permutation(train.shape[0], { seed: 7 }).subarray(0, 500))');
});

test('Keras has a layer for a hidden square, and another hard_sigmoid than ours', () => {
  const { code } = experimentCode(everything, 'keras');
  expect(code).toContain(
    'layers.RandomErasing(1.0, scale=(0.0625, 0.0625), fill_value=0.0, value_range=(0, 1))',
  );
  expect(code).toContain('keras.ops.clip(0.2 * x + 0.5, 0, 1)');
  expect(code).toContain('layers.Dense(5, activation=hard_sigmoid)');
});

test('no program says to install what is not published', () => {
  for (const language of codeLanguages) {
    expect(experimentCode(everything, language).code).not.toMatch(/npm install @nn101|npx nn101/);
  }
});

test.each(['synthetic', 'synthetic-colour'] as const)(
  '%s: another set of the same shape stands in',
  (data) => {
    const [set, shape] = data === 'synthetic' ? ['mnist', [28, 28, 1]] : ['cifar10', [32, 32, 3]];
    const experiment = { ...small, data, inputShape: shape as [number, number, number] };
    expect(experimentCode(experiment, 'keras').code).toContain(`keras.datasets.${set}.load_data()`);
    expect(experimentCode(experiment, 'keras').code).toContain(`reshape(-1, ${shape.join(', ')})`);
  },
);

test('the TypeScript of the drawn digits draws the very images of the page', () => {
  const { code } = experimentCode({ ...small, data: 'synthetic' }, 'typescript');
  const { train, test, seed } = syntheticSize;
  expect(code).toContain(`syntheticDataset({ train: ${train}, test: ${test}, seed: ${seed} })`);
});

const own: Experiment = {
  ...small,
  data: 'own',
  classNames: ['left', 'quote \' and \\ " sign'],
  layers: [
    { kind: 'conv2d', filters: 4, padding: 'same' },
    { kind: 'maxPooling2d' },
    { kind: 'flatten' },
    { kind: 'hidden', units: 8, activation: 'hard_sigmoid' },
    { kind: 'output', units: 2 },
  ],
  epochs: 30,
  batchSize: 8,
  learningRate: 0.01,
  augmentation: [{ kind: 'cutout', size: 8 }],
};

/** A Python that has a module: the system's, or the one that NN101_PYTHON names. */
function pythonWith(module: string): string | undefined {
  const programs = [process.env.NN101_PYTHON, '/usr/bin/python3', 'python3'].filter(
    (name) => name !== undefined,
  );
  return programs.find((program) => spawnSync(program, ['-c', `import PIL, ${module}`]).status === 0);
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('Python, where there is one,', () => {
  test.each(codeLanguages.filter((language) => language !== 'typescript'))(
    'reads the program for %s',
    (language) => {
      for (const experiment of [small, everything, own]) {
        const { code } = experimentCode(experiment, language);
        execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
      }
    },
  );
});

describe.each([
  ['pytorch', 'torchvision', /^30 1\.0$/m],
  ['keras', 'keras', /^\[[\d.e-]+, 1\.0\]$/m],
] as const)('the program for %s', (language, module, learned) => {
  const python = pythonWith(module);
  const why = python ? '' : ` (skipped: no Python with ${module}; set NN101_PYTHON)`;

  test.skipIf(!python).each([
    ['in grey', [28, 28, 1]],
    ['in colour', [32, 32, 3]],
  ] as const)(`reads one's own images %s, and learns them${why}`, { timeout: 300_000 }, (_, inputShape) => {
    const folder = mkdtempSync(join(tmpdir(), 'nn101-own-code-'));
    try {
      const args = ['-c', writeHalves, JSON.stringify(own.classNames)];
      execFileSync(python ?? '', args, { cwd: folder });
      const { code, fileName } = experimentCode({ ...own, inputShape }, language);
      writeFileSync(join(folder, fileName), code);
      const output = execFileSync(python ?? '', [fileName], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
      expect(output).toMatch(learned);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.skipIf(!python)(`says so where the folders are not there${why}`, { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'nn101-own-code-'));
    const { code, fileName } = experimentCode(own, language);
    writeFileSync(join(folder, fileName), code);
    const { status, stderr } = spawnSync(python ?? '', [fileName], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain('There is no folder images/left: set FOLDER to the folder that has');
    expect(stderr).not.toContain('Traceback');
  });
});

/** Images of many sizes, dark on one side; the light side is transparent in some, black below it. */
const writeHalves = `
import json, os, sys
from PIL import Image
left, right = json.loads(sys.argv[1])
for name in (left, right):
    os.makedirs(f"images/{name}/deeper")
for i in range(40):
    width, height = 40 + i, 60 - i // 2
    light = (0, 0, 0, 0) if i % 3 == 0 else (230, 240, 250, 255)
    image = Image.new("RGBA", (width, height), light)
    image.paste((30, 20, i, 255), (0, 0, width // 2, height) if i % 2 == 0 else (width // 2, 0, width, height))
    image.save(f"images/{left if i % 2 == 0 else right}/{'deeper/' if i % 5 == 0 else ''}{i}.png")
for path in (f"{left}/notes.txt", f"{left}/broken.png", f"{right}/.hidden.png"):
    open(f"images/{path}", "w").write("no image")
`;

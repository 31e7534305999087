import { execFileSync, spawnSync } from 'node:child_process';
import { activationNames, type LayerSpec, models } from '@nn101/models';
import { describe, expect, test } from 'vitest';
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
    "// npm install @nn101/datasets @nn101/models @nn101/train \\
    //   @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-wasm
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

    for await (const event of fit(model, { train, epochs: 12, batchSize: 1000, seed: 7 })) {
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
  expect(code).toContain('Left out, for want of a transform: cutout');
});

test('every setting is in the TypeScript', () => {
  const { code } = experimentCode(everything, 'typescript');
  expect(code).toContain('learningRate: 0.01');
  expect(code).toContain("augmentation: [{ kind: 'horizontalFlip' }, { kind: 'shift', amount: 0.1 }");
  expect(code).toContain('gather(train, permutation(train.shape[0], 7).subarray(0, 500))');
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('Python, where there is one,', () => {
  test.each(codeLanguages.filter((language) => language !== 'typescript'))(
    'reads the program for %s',
    (language) => {
      for (const experiment of [small, everything, { ...small, data: 'own' as const }]) {
        const { code } = experimentCode(experiment, language);
        execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
      }
    },
  );
});

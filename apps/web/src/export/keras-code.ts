// An experiment as a Keras program. The network and the settings are the same; other random numbers make it another
// run, whose result lies near ours.
import type { LayerSpec } from '@nn101/models';
import type { AugmentationStep } from '@nn101/train';
import type { Experiment, ExportedData } from './experiment.ts';

const modules: Record<ExportedData, string> = {
  mnist: 'mnist',
  'fashion-mnist': 'fashion_mnist',
  'cifar-10': 'cifar10',
  synthetic: 'mnist',
  own: 'mnist',
};

const caveats: Partial<Record<ExportedData, string>> = {
  synthetic: '# The drawn digits are a set of this course; MNIST has the same form.\n',
  own: '# Your own images go here.\n',
};

function layerLine(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'conv2d': {
      const norm =
        layer.maxNorm === undefined ? '' : `, kernel_constraint=keras.constraints.MaxNorm(${layer.maxNorm})`;
      return `layers.Conv2D(${layer.filters}, 3, activation="relu", padding="${layer.padding}"${norm})`;
    }
    case 'maxPooling2d':
      return 'layers.MaxPooling2D()';
    case 'dropout':
      return `layers.Dropout(${layer.rate})`;
    case 'flatten':
      return 'layers.Flatten()';
    case 'hidden':
      return `layers.Dense(${layer.units}, activation="${layer.activation}")`;
    case 'output':
      return `layers.Dense(${layer.units}, activation="softmax")`;
    default:
      return layer satisfies never;
  }
}

/** Keras' layer for a change of the images; a comment where it has none. */
function augmentationLine(step: AugmentationStep): string {
  switch (step.kind) {
    case 'horizontalFlip':
      return 'layers.RandomFlip("horizontal")';
    case 'shift':
      return `layers.RandomTranslation(${step.amount}, ${step.amount}, fill_mode="constant")`;
    case 'rotation':
      return `layers.RandomRotation(${step.degrees} / 360, fill_mode="constant")`;
    case 'zoom':
      return `layers.RandomZoom(${step.amount}, fill_mode="constant")`;
    default:
      return `# Keras has no layer for: ${step.kind}`;
  }
}

/** The program. It needs Python with `keras` and one of its backends. */
export function kerasCode(experiment: Experiment): string {
  const { data, inputShape, layers, epochs, batchSize, seed } = experiment;
  const { learningRate = 0.001, limit = 0, augmentation = [] } = experiment;
  const [height, width, channels] = inputShape;
  const lines = [...augmentation.map(augmentationLine), ...layers.map(layerLine)];
  const rows = lines.map((line) => `        ${line.startsWith('#') ? line : `${line},`}`);
  const some =
    limit > 0
      ? `order = np.random.default_rng(${seed}).permutation(len(x_train))[:${limit}]\nx_train, y_train = x_train[order], y_train[order]\n`
      : '';
  return `# pip install keras tensorflow
import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(${seed})

${caveats[data] ?? ''}(x_train, y_train), (x_test, y_test) = keras.datasets.${modules[data]}.load_data()
x_train = x_train.reshape(-1, ${height}, ${width}, ${channels}).astype(np.float32) / 255
x_test = x_test.reshape(-1, ${height}, ${width}, ${channels}).astype(np.float32) / 255
${some}
model = keras.Sequential(
    [
        keras.Input((${height}, ${width}, ${channels})),
${rows.join('\n')}
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(${learningRate}),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.summary()
model.fit(x_train, y_train, batch_size=${batchSize}, epochs=${epochs})
print(model.evaluate(x_test, y_test))
`;
}

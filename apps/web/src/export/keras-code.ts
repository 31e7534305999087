// An experiment as a Keras program. The network and the settings are the same; other random numbers make it another
// run, whose result lies near ours.
import type { LayerSpec } from '@nn101/models/graph';
import type { AugmentationStep } from '@nn101/train/graph';
import { dataCaveats, type Experiment, type ExportedData, shareOfSquare } from './experiment.ts';
import { ownImagesHead, ownImagesImports } from './own-images-code.ts';

const modules: Record<Exclude<ExportedData, 'own'>, string> = {
  mnist: 'mnist',
  'fashion-mnist': 'fashion_mnist',
  'cifar-10': 'cifar10',
  synthetic: 'mnist',
  'synthetic-colour': 'cifar10',
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
      return `layers.Dense(${layer.units}, activation=${layer.activation === 'hard_sigmoid' ? 'hard_sigmoid' : `"${layer.activation}"`})`;
    case 'output':
      return `layers.Dense(${layer.units}, activation="softmax")`;
    default:
      return layer satisfies never;
  }
}

/** Keras' own has the slope 1/6; ours, and Keras 2's, has 0.2. */
const hardSigmoid = `
def hard_sigmoid(x):
    return keras.ops.clip(0.2 * x + 0.5, 0, 1)

`;

/** Keras' layer for a change of the images; a comment where it has none. */
function augmentationLine(step: AugmentationStep, [height, width]: Experiment['inputShape']): string {
  switch (step.kind) {
    case 'horizontalFlip':
      return 'layers.RandomFlip("horizontal")';
    case 'shift':
      return `layers.RandomTranslation(${step.amount}, ${step.amount}, fill_mode="constant")`;
    case 'rotation':
      return `layers.RandomRotation(${step.degrees} / 360, fill_mode="constant")`;
    case 'zoom':
      return `layers.RandomZoom(${step.amount}, fill_mode="constant")`;
    case 'cutout': {
      const share = shareOfSquare(step.size, [height, width]);
      return `layers.RandomErasing(1.0, scale=(${share}, ${share}), fill_value=0.0, value_range=(0, 1))`;
    }
    default:
      return `# Not offered in the page: ${step.kind}`;
  }
}

/** The program. It needs Python with `keras` and one of its backends. */
export function kerasCode(experiment: Experiment): string {
  const { data, inputShape, layers, epochs, batchSize, seed } = experiment;
  const { learningRate = 0.001, limit = 0, augmentation = [] } = experiment;
  const lines = [...augmentation.map((step) => augmentationLine(step, inputShape)), ...layers.map(layerLine)];
  const rows = lines.map((line) => `        ${line.startsWith('#') ? line : `${line},`}`);
  const usesHardSigmoid = layers.some(
    (layer) => layer.kind === 'hidden' && layer.activation === 'hard_sigmoid',
  );
  const some =
    limit > 0
      ? `order = np.random.default_rng(${seed}).permutation(len(x_train))[:${limit}]\nx_train, y_train = x_train[order], y_train[order]\n`
      : '';
  const isOwn = data === 'own';
  return `# pip install keras tensorflow${isOwn ? ' pillow' : ''}
${isOwn ? `${ownImagesImports}\n` : ''}import keras
import numpy as np
from keras import layers
${usesHardSigmoid ? hardSigmoid : ''}
keras.utils.set_random_seed(${seed})

${data === 'own' ? ownLines(experiment) : setLines(data, inputShape)}${some}
model = keras.Sequential(
    [
        keras.Input((${inputShape.join(', ')})),
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

function setLines(data: Exclude<ExportedData, 'own'>, inputShape: Experiment['inputShape']): string {
  const shape = inputShape.join(', ');
  return `${dataCaveats[data] ?? ''}(x_train, y_train), (x_test, y_test) = keras.datasets.${modules[data]}.load_data()
x_train = x_train.reshape(-1, ${shape}).astype(np.float32) / 255
x_test = x_test.reshape(-1, ${shape}).astype(np.float32) / 255
`;
}

function ownLines(experiment: Experiment): string {
  const shape = experiment.inputShape.join(', ');
  return `${ownImagesHead(experiment)}

def arrays(paths):
    images = [np.asarray(load(path), dtype=np.float32) / 255 for path, _ in paths]
    return np.stack(images).reshape(-1, ${shape}), np.array([label for _, label in paths])


# A fifth of each class is kept for the test.
train, test = [], []
random = np.random.default_rng(${experiment.seed})
for label, name in enumerate(CLASSES):
    paths = [(path, label) for path in sorted((FOLDER / name).rglob("*")) if path.is_file() and is_image(path)]
    random.shuffle(paths)
    kept = max(1, round(len(paths) / 5))
    test += paths[:kept]
    train += paths[kept:]
x_train, y_train = arrays(train)
x_test, y_test = arrays(test)
`;
}

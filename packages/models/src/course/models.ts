// The five models of the course: their layers, the data they are made for, and the results that the course's notebooks and
// presentation report. create-model.ts builds them; the other architectures are in networks/.
import type { LayerSpec } from './layer-spec.ts';

/** The five models of the course. */
export type ModelName =
  | 'mnist-basic'
  | 'mnist-cnn'
  | 'fashion-mnist-cnn'
  | 'fashion-mnist-cnn-2'
  | 'cifar-cnn';

/** Loss (categorical cross-entropy) and accuracy (0..1) on the 10,000 test images. */
export interface TestResult {
  readonly testLoss: number;
  readonly testAccuracy: number;
}

/** A model of the course: its layers, the data it is made for, and the results that the course reports for it. */
export interface ModelDescriptor {
  readonly name: ModelName;
  /** For a heading, such as "MNIST, convolutional". */
  readonly title: string;
  readonly dataset: 'mnist' | 'fashion-mnist' | 'cifar-10';
  /** Height, width and channels of one image. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** Number of epochs in the notebook. */
  readonly epochs: number;
  /** Number of images in one training step of the notebook. */
  readonly batchSize: number;
  /** Number of weights and biases; all of them are trainable. */
  readonly parameters: number;
  readonly layers: readonly LayerSpec[];
  /** The result that the notebook prints after its last epoch. */
  readonly notebook: TestResult;
  /** The result that the presentation shows. */
  readonly presentation: TestResult;
}

/** The simplest model: every pixel is connected to 128 hidden units, and those to the ten digits. */
const mnistBasic: ModelDescriptor = {
  name: 'mnist-basic',
  title: 'MNIST, dense',
  dataset: 'mnist',
  inputShape: [28, 28, 1],
  epochs: 12,
  batchSize: 1000,
  parameters: 101_770,
  layers: [
    { kind: 'flatten' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.10920715552419424, testAccuracy: 0.9675 },
  presentation: { testLoss: 0.11018784496150912, testAccuracy: 0.9662 },
};

/** The convolutional model for 28x28 grey images. */
const mnistCnn: ModelDescriptor = {
  name: 'mnist-cnn',
  title: 'MNIST, convolutional',
  dataset: 'mnist',
  inputShape: [28, 28, 1],
  epochs: 12,
  batchSize: 1000,
  parameters: 1_199_882,
  layers: [
    { kind: 'conv2d', filters: 32, padding: 'valid' },
    { kind: 'conv2d', filters: 64, padding: 'valid' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.028712155374349096, testAccuracy: 0.9904 },
  presentation: { testLoss: 0.027466179052060762, testAccuracy: 0.9914 },
};

/** The layers of `mnist-cnn` on harder images. */
const fashionMnistCnn: ModelDescriptor = {
  ...mnistCnn,
  name: 'fashion-mnist-cnn',
  title: 'Fashion-MNIST, convolutional',
  dataset: 'fashion-mnist',
  epochs: 20,
  notebook: { testLoss: 0.21620800716280938, testAccuracy: 0.9224 },
  presentation: { testLoss: 0.21620800716280938, testAccuracy: 0.9224 },
};

/**
 * Three blocks of two convolutions, then three hidden layers. It is deeper than `fashion-mnist-cnn` but has fewer
 * parameters, because pooling shrinks the input of the first hidden layer.
 */
const fashionMnistCnn2: ModelDescriptor = {
  name: 'fashion-mnist-cnn-2',
  title: 'Fashion-MNIST, deep convolutional',
  dataset: 'fashion-mnist',
  inputShape: [28, 28, 1],
  epochs: 20,
  batchSize: 1000,
  parameters: 1_042_282,
  layers: [
    ...convolutionBlock(32),
    ...convolutionBlock(64),
    ...convolutionBlock(128),
    { kind: 'flatten' },
    { kind: 'hidden', units: 512, activation: 'relu' },
    { kind: 'hidden', units: 256, activation: 'relu' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 0.19887974030077457, testAccuracy: 0.9311 },
  presentation: { testLoss: 0.19887974030077457, testAccuracy: 0.9311 },
};

function convolutionBlock(filters: number): LayerSpec[] {
  return [
    { kind: 'conv2d', filters, padding: 'same' },
    { kind: 'conv2d', filters, padding: 'same' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
  ];
}

/**
 * Two convolutions and three hidden layers. Most parameters belong to the first hidden layer, and the model memorizes its
 * training images: the course's example of overfitting.
 */
const cifarCnn: ModelDescriptor = {
  name: 'cifar-cnn',
  title: 'CIFAR-10, convolutional',
  dataset: 'cifar-10',
  inputShape: [32, 32, 3],
  epochs: 30,
  batchSize: 1000,
  parameters: 7_558_218,
  layers: [
    { kind: 'conv2d', filters: 32, padding: 'same', maxNorm: 3 },
    { kind: 'conv2d', filters: 64, padding: 'valid' },
    { kind: 'maxPooling2d' },
    { kind: 'dropout', rate: 0.25 },
    { kind: 'flatten' },
    { kind: 'hidden', units: 512, activation: 'relu' },
    { kind: 'hidden', units: 256, activation: 'relu' },
    { kind: 'hidden', units: 128, activation: 'relu' },
    { kind: 'dropout', rate: 0.5 },
    { kind: 'output', units: 10 },
  ],
  notebook: { testLoss: 1.5618397547721863, testAccuracy: 0.7091 },
  presentation: { testLoss: 0.8869639729499816, testAccuracy: 0.7111 },
};

/** The five models by name, in the order of the course. */
export const models: Readonly<Record<ModelName, ModelDescriptor>> = {
  'mnist-basic': mnistBasic,
  'mnist-cnn': mnistCnn,
  'fashion-mnist-cnn': fashionMnistCnn,
  'fashion-mnist-cnn-2': fashionMnistCnn2,
  'cifar-cnn': cifarCnn,
};

/** Whether a value of any type is the name of a model of the course. */
export function isModelName(value: unknown): value is ModelName {
  return typeof value === 'string' && Object.hasOwn(models, value);
}

// What is known of a model before it is built: its layers, the data it is for, and what the course's notebook
// and presentation got with it. The five descriptors lie in the files of their names.
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

/**
 * A model of the course: its layers, the data it is meant for, and the results that the course's notebooks got with
 * it.
 */
export interface ModelDescriptor {
  readonly name: ModelName;
  /** For a heading, such as "MNIST, convolutional". */
  readonly title: string;
  readonly dataset: 'mnist' | 'fashion-mnist' | 'cifar-10';
  /** Height, width and channels of one image. */
  readonly inputShape: readonly [height: number, width: number, channels: number];
  /** How often the notebook goes through the training images. */
  readonly epochs: number;
  /** Images in one training step of the notebook. */
  readonly batchSize: number;
  /** Number of weights and biases, all of them trainable. */
  readonly parameters: number;
  readonly layers: readonly LayerSpec[];
  /** What the notebook printed after its last epoch. */
  readonly notebook: TestResult;
  /** What the presentation shows. */
  readonly presentation: TestResult;
}

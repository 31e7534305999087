// All networks by name: the five models of the course, and three of today's practice. As data: create-network.ts; as a model of
// tfjs-layers: ../create-model.ts.
import type { ImageShape } from '../layer-shapes.ts';
import type { ModelName } from '../model-descriptor.ts';
import { models } from '../models.ts';

/** A network by name. */
export type NetworkName = ModelName | 'resnet-20' | 'airbench-94' | 'mobilenet-32';

/** What is known of a network before it is built. */
export interface NetworkDescriptor {
  readonly name: NetworkName;
  /** For a heading, such as "ResNet-20, residual". */
  readonly title: string;
  /** Height, width and channels of the images of its data set. */
  readonly inputShape: ImageShape;
  /** Number of its weights and biases, for these images and ten classes; without running averages. */
  readonly parameters: number;
}

/** What a network is made for. */
export interface NetworkShape {
  /** Of one image. */
  readonly inputShape: ImageShape;
  /** How many classes it tells apart. */
  readonly classes: number;
}

/** The models of the course, then the others. */
export const networks: Readonly<Record<NetworkName, NetworkDescriptor>> = {
  'mnist-basic': ofCourse('mnist-basic'),
  'mnist-cnn': ofCourse('mnist-cnn'),
  'fashion-mnist-cnn': ofCourse('fashion-mnist-cnn'),
  'fashion-mnist-cnn-2': ofCourse('fashion-mnist-cnn-2'),
  'cifar-cnn': ofCourse('cifar-cnn'),
  'resnet-20': {
    name: 'resnet-20',
    title: 'ResNet-20, residual',
    inputShape: [32, 32, 3],
    parameters: 272_474,
  },
  'airbench-94': {
    name: 'airbench-94',
    title: 'airbench-94, fast to train',
    inputShape: [32, 32, 3],
    parameters: 1_971_640,
  },
  'mobilenet-32': {
    name: 'mobilenet-32',
    title: 'MobileNet, depthwise separable',
    inputShape: [32, 32, 3],
    parameters: 543_050,
  },
};

function ofCourse<Name extends ModelName>(name: Name): NetworkDescriptor & { readonly name: Name } {
  const { title, inputShape, parameters } = models[name];
  return { name, title, inputShape, parameters };
}

/** Tells whether a value, of any type, is the name of a network. */
export function isNetworkName(word: unknown): word is NetworkName {
  return typeof word === 'string' && Object.hasOwn(networks, word);
}

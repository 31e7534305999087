// The table of all networks by name: the five models of the course and three modern architectures. create-network.ts returns
// them as data, ../create-model.ts builds them for tfjs-layers.
import type { ImageShape } from '../course/layer-shapes.ts';
import { type ModelName, models } from '../course/models.ts';

/** The name of a network. */
export type NetworkName = ModelName | 'resnet-20' | 'airbench-94' | 'mobilenet-32';

/** The properties of a network that are known before it is built. */
export interface NetworkDescriptor {
  readonly name: NetworkName;
  /** For a heading, such as "ResNet-20, residual". */
  readonly title: string;
  /** Height, width and channels of the images of its data set. */
  readonly inputShape: ImageShape;
  /** Number of weights and biases for these images and ten classes, without running averages. */
  readonly parameters: number;
}

/** The data that a network is made for. */
export interface NetworkShape {
  /** Height, width and channels of one image. */
  readonly inputShape: ImageShape;
  /** Number of classes. */
  readonly classes: number;
}

/** The models of the course, then the others. */
export const networks: Readonly<Record<NetworkName, NetworkDescriptor>> = {
  'mnist-basic': courseNetwork('mnist-basic'),
  'mnist-cnn': courseNetwork('mnist-cnn'),
  'fashion-mnist-cnn': courseNetwork('fashion-mnist-cnn'),
  'fashion-mnist-cnn-2': courseNetwork('fashion-mnist-cnn-2'),
  'cifar-cnn': courseNetwork('cifar-cnn'),
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

function courseNetwork<Name extends ModelName>(name: Name): NetworkDescriptor & { readonly name: Name } {
  const { title, inputShape, parameters } = models[name];
  return { name, title, inputShape, parameters };
}

/** Whether a value of any type is the name of a network. */
export function isNetworkName(value: unknown): value is NetworkName {
  return typeof value === 'string' && Object.hasOwn(networks, value);
}

// The course's models by name. How one is built: create-model.ts.
import { cifarCnn } from './cifar-cnn.ts';
import { fashionMnistCnn } from './fashion-mnist-cnn.ts';
import { fashionMnistCnn2 } from './fashion-mnist-cnn-2.ts';
import { mnistBasic } from './mnist-basic.ts';
import { mnistCnn } from './mnist-cnn.ts';
import type { ModelDescriptor, ModelName } from './model-descriptor.ts';

/** The five models, in the order of the course. */
export const models: Readonly<Record<ModelName, ModelDescriptor>> = {
  'mnist-basic': mnistBasic,
  'mnist-cnn': mnistCnn,
  'fashion-mnist-cnn': fashionMnistCnn,
  'fashion-mnist-cnn-2': fashionMnistCnn2,
  'cifar-cnn': cifarCnn,
};

/** Tells whether a value, of any type, is the name of a model. */
export function isModelName(word: unknown): word is ModelName {
  return typeof word === 'string' && Object.hasOwn(models, word);
}

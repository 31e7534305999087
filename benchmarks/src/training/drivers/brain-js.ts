// brain.js: dense networks in JavaScript. It updates its weights after each example and knows squared error alone, so
// that a "step" is one pass over the batch.
import { models } from '@nn101/models';
import { BenchmarkError } from '../../benchmark-error.ts';
import { classes, randomBatch } from '../random-batch.ts';
import { courseModel, type Driver, type Task, timed } from '../task.ts';
import { rivalPackage } from './rival-package.ts';

/** What this driver uses of it. */
interface BrainJs {
  readonly NeuralNetwork: new (
    options: object,
  ) => { train(examples: readonly object[], options: object): object };
}

export async function prepareBrainJs(task: Task): Promise<Driver> {
  const { layers, inputShape } = models[courseModel(task)];
  if (layers.some(({ kind }) => kind === 'conv2d')) {
    throw new BenchmarkError('CANNOT_TRAIN', 'brain.js has no convolutions.');
  }
  const { module, version } = rivalPackage<BrainJs>('brain.js');
  const hiddenLayers = layers.flatMap((layer) => (layer.kind === 'hidden' ? [layer.units] : []));
  const net = new module.NeuralNetwork({ hiddenLayers, activation: 'relu' });
  const { images, labels } = randomBatch(task);
  const size = inputShape.reduce((product, length) => product * length, 1);
  const examples = Array.from(labels, (label, index) => ({
    input: Array.from(images.subarray(index * size, (index + 1) * size), (value) => value / 255),
    output: Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)),
  }));
  const once = { iterations: 1, errorThresh: 1e-9, praxis: 'adam', learningRate: 0.001 };
  return {
    label: `brain.js ${version}`,
    workers: 1,
    versions: { 'brain.js': version },
    step: () => timed(() => void net.train(examples, once)),
  };
}

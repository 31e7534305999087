// One of the course's models in jax-js: its parameters, and its loss as a function of them. Images are
// [count, channels, height, width], as jax-js convolves them.
import { type LayerSpec, type ModelName, models } from '@nn101/models';
import { RandomState } from '@nn101/scratch';
import { courseModel, type Task } from '../task.ts';
import type { JaxArray, JaxJs, Parameters } from './jax-js-module.ts';

/** Filters or weights, then biases, of each layer that has them: Glorot's uniform numbers, and zeros. */
export function initialParameters(jax: JaxJs, model: ModelName): JaxArray[] {
  const random = new RandomState(0);
  const { inputShape, layers } = models[model];
  let [height, width, channels] = inputShape;
  const parameters: JaxArray[] = [];
  const push = (shape: readonly number[], fans: { in: number; out: number }) => {
    const limit = Math.sqrt(6 / (fans.in + fans.out));
    const values = random.rand(shape.reduce((product, length) => product * length, 1));
    const weights = Float32Array.from(values, (value) => limit * (2 * value - 1));
    parameters.push(jax.numpy.array(weights).reshape(shape));
  };
  for (const layer of layers) {
    if (layer.kind === 'conv2d') {
      push([layer.filters, channels, 3, 3], { in: 9 * channels, out: 9 * layer.filters });
      parameters.push(jax.numpy.zeros([layer.filters]));
      channels = layer.filters;
      if (layer.padding === 'valid') [height, width] = [height - 2, width - 2];
    } else if (layer.kind === 'maxPooling2d') [height, width] = [height >> 1, width >> 1];
    else if (layer.kind === 'flatten') [height, width, channels] = [1, 1, height * width * channels];
    else if (layer.kind !== 'dropout') {
      push([channels, layer.units], { in: channels, out: layer.units });
      parameters.push(jax.numpy.zeros([layer.units]));
      channels = layer.units;
    }
  }
  return parameters;
}

/** Mean cross-entropy of the batch; `key` is that of dropout. */
export function networkLoss(jax: JaxJs, task: Task) {
  const { batchSize } = task;
  const { layers } = models[courseModel(task)];
  return (parameters: Parameters, key: JaxArray, images: JaxArray, labels: JaxArray): JaxArray => {
    const rest = [...parameters];
    const take = () => [rest.shift() as JaxArray, rest.shift() as JaxArray] as const;
    const keep = (rate: number, shape: number[]) =>
      jax.random.bernoulli(key.ref, 1 - rate, shape).astype('float32');
    const logits = layers.reduce((a, layer) => forward(jax, { a, layer, take, keep }), images);
    key.dispose();
    return jax.nn
      .logSoftmax(logits, -1)
      .mul(labels)
      .sum()
      .mul(-1 / batchSize);
  };
}

interface LayerCall {
  readonly a: JaxArray;
  readonly layer: LayerSpec;
  readonly take: () => readonly [weights: JaxArray, biases: JaxArray];
  readonly keep: (rate: number, shape: number[]) => JaxArray;
}

function forward(jax: JaxJs, { a, layer, take, keep }: LayerCall): JaxArray {
  const { lax, nn, numpy } = jax;
  switch (layer.kind) {
    case 'conv2d': {
      const [filters, biases] = take();
      const padding = layer.padding === 'same' ? 'SAME' : 'VALID';
      return nn.relu(lax.conv(a, filters, [1, 1], padding).add(biases.reshape([1, layer.filters, 1, 1])));
    }
    case 'maxPooling2d':
      return lax.reduceWindow(a, numpy.max, [1, 1, 2, 2], [1, 1, 2, 2]);
    case 'dropout':
      return a.mul(keep(layer.rate, a.shape)).mul(1 / (1 - layer.rate));
    case 'flatten':
      return a.reshape([a.shape[0], a.shape.slice(1).reduce((product, length) => product * length, 1)]);
    case 'hidden':
    case 'output': {
      const [weights, biases] = take();
      const z = numpy.matmul(a, weights).add(biases);
      return layer.kind === 'hidden' ? nn.relu(z) : z;
    }
    default:
      return layer satisfies never;
  }
}

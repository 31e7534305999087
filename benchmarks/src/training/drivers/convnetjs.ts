// ConvNetJS: plain loops in JavaScript. Version 0.3 has no Adam; momentum, which costs less, takes its place.
import { type LayerSpec, models } from '@nn101/models';
import { randomBatch } from '../random-batch.ts';
import { courseModel, type Driver, type Task, timed } from '../task.ts';
import { rivalPackage } from './rival-package.ts';

interface Volume {
  readonly w: Float64Array;
}

/** What this driver uses of it. */
interface ConvNetJs {
  readonly Vol: new (width: number, height: number, depth: number, value: number) => Volume;
  readonly Net: new () => { makeLayers(definitions: readonly object[]): void };
  readonly Trainer: new (net: object, options: object) => { train(volume: Volume, label: number): object };
}

export async function prepareConvNetJs(task: Task): Promise<Driver> {
  const { module, version } = rivalPackage<ConvNetJs>('convnetjs');
  const { inputShape, layers } = models[courseModel(task)];
  const [height, width, depth] = inputShape;
  const net = new module.Net();
  const input = { type: 'input', out_sx: width, out_sy: height, out_depth: depth };
  net.makeLayers([input, ...layers.flatMap(definition)]);
  const trainer = new module.Trainer(net, {
    momentum: 0.9,
    learning_rate: 0.001,
    batch_size: task.batchSize,
  });
  const { images, labels } = randomBatch(task);
  const size = height * width * depth;
  const volumes = Array.from(labels, (_, index) => {
    const volume = new module.Vol(width, height, depth, 0);
    for (let i = 0; i < size; i++) volume.w[i] = images[index * size + i] / 255;
    return volume;
  });
  const step = () => volumes.forEach((volume, index) => void trainer.train(volume, labels[index]));
  return {
    label: `ConvNetJS ${version}`,
    workers: 1,
    versions: { convnetjs: version },
    step: () => timed(step),
  };
}

function definition(layer: LayerSpec): object[] {
  switch (layer.kind) {
    case 'conv2d': {
      const pad = layer.padding === 'same' ? 1 : 0;
      return [{ type: 'conv', sx: 3, filters: layer.filters, stride: 1, pad, activation: 'relu' }];
    }
    case 'maxPooling2d':
      return [{ type: 'pool', sx: 2, stride: 2 }];
    case 'dropout':
      return [{ type: 'dropout', drop_prob: layer.rate }];
    case 'flatten':
      return [];
    case 'hidden':
      return [{ type: 'fc', num_neurons: layer.units, activation: 'relu' }];
    case 'output':
      return [{ type: 'softmax', num_classes: layer.units }];
    default:
      return layer satisfies never;
  }
}

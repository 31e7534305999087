// How many channels or numbers come into each layer: what PyTorch wants to be told and others find out.
import type { Experiment } from './experiment.ts';

/** For each layer its input's channels, or its length once it is flat. */
export function inputSizes({ layers, inputShape }: Pick<Experiment, 'layers' | 'inputShape'>): number[] {
  let [height, width, channels] = inputShape;
  return layers.map((layer) => {
    const inputs = channels;
    switch (layer.kind) {
      case 'conv2d': {
        const lost = layer.padding === 'valid' ? 2 : 0;
        [height, width, channels] = [height - lost, width - lost, layer.filters];
        break;
      }
      case 'maxPooling2d':
        [height, width] = [Math.floor(height / 2), Math.floor(width / 2)];
        break;
      case 'flatten':
        [height, width, channels] = [1, 1, height * width * channels];
        break;
      case 'hidden':
      case 'output':
        channels = layer.units;
        break;
      case 'dropout':
        break;
      default:
        layer satisfies never;
    }
    return inputs;
  });
}

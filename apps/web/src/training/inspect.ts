// Looking into a network: what its layers make of an image, its weights, and which part of an image matters to it.

import { formatSummary, summarize } from '@nn101/models';
import { predict } from '@nn101/train';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ActivationMap, HeatMap, NetworkDescription, Pictures, WeightValues } from './answers.ts';
import { coverings, spreadDrops } from './occlusion.ts';
import { TrainPageError } from './train-page-error.ts';

/** @throws TrainPageError `SHAPE_MISMATCH` where the images are not of the network's shape */
export function checkShape(model: LayersModel, { shape }: Pictures): void {
  const expected = model.inputs[0].shape.slice(1);
  if (expected.every((length, i) => length === null || length === shape[i + 1])) return;
  throw new TrainPageError(
    'SHAPE_MISMATCH',
    `The network takes images of ${expected.join('x')}; received ${shape.slice(1).join('x')}. ` +
      'Train a network on such images, or choose other images.',
  );
}

/** The network in figures. */
export function describeNetwork(model: LayersModel): NetworkDescription {
  const summary = summarize(model);
  return {
    summary: formatSummary(summary),
    inputShape: model.inputs[0].shape.slice(1).map((length) => length ?? 0),
    classes: model.outputs[0].shape[1] ?? 0,
    parameters: summary.parameters,
    layers: summary.rows.map(({ name, type, outputShape }) => ({
      name,
      type,
      shape: outputShape.slice(1).map((length) => length ?? 0),
    })),
  };
}

/** Every layer's output for one image, in order; layers that change nothing outside training are left out. */
export function activationsOf(model: LayersModel, picture: Pictures): ActivationMap[] {
  checkShape(model, picture);
  const maps: ActivationMap[] = [];
  tidy(() => {
    const [, height, width, channels] = picture.shape;
    const scaled = Float32Array.from(
      picture.images.subarray(0, height * width * channels),
      (byte) => byte / 255,
    );
    let value: Tensor = tensor(scaled, [1, height, width, channels]);
    for (const layer of model.layers) {
      const type = layer.getClassName();
      if (type === 'InputLayer') continue;
      value = layer.apply(value, { training: false }) as Tensor;
      if (type === 'Dropout' || type === 'Flatten') continue;
      maps.push({
        layer: layer.name,
        type,
        shape: value.shape.slice(1),
        values: Float32Array.from(value.dataSync()),
      });
    }
  });
  return maps;
}

/** Kernel and bias of the `index`-th layer that has weights. @throws TrainPageError `NO_LAYER` where there is none */
export function weightsOf(model: LayersModel, index: number): WeightValues {
  const layer = model.layers.filter(({ weights }) => weights.length > 0)[index];
  if (!layer)
    throw new TrainPageError('NO_LAYER', `The network has no layer with weights at place ${index}.`);
  const [kernel, bias] = layer.getWeights();
  return {
    layer: layer.name,
    shape: [...kernel.shape],
    values: Float32Array.from(kernel.dataSync()),
    bias: bias ? Float32Array.from(bias.dataSync()) : new Float32Array(),
  };
}

/**
 * Covers the picture patch by patch, and notes how much of `label`'s probability each patch takes with it (Zeiler and
 * Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section 4.2).
 */
export async function occlusionOf(
  model: LayersModel,
  asked: { picture: Pictures; side: number; label: number },
): Promise<HeatMap> {
  const { picture, side, label } = asked;
  checkShape(model, picture);
  const { covered, places } = coverings(picture, side);
  const classes = model.outputs[0].shape[1] ?? 1;
  const probabilities = await predict(model, covered, { batchSize: 64 });
  const whole = probabilities[label];
  const drops = places.map((_, i) => whole - probabilities[(i + 1) * classes + label]);
  const [, height, width] = picture.shape;
  return { height, width, whole, drops: spreadDrops({ height, width, side, places, drops }) };
}

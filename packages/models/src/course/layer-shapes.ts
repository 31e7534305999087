// Checks that the course's layers fit each other and the images, by inferring each layer's output shape. tfjs-layers would
// check this as well, but its messages name neither the layer nor the fix.
import { check } from '../check.ts';
import { ModelError } from '../model-error.ts';
import type { LayerSpec } from './layer-spec.ts';

/** Height, width and channels of one image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

// 4 GiB of float32 numbers, the maximum size of a WebAssembly memory.
const maxWeights = 2 ** 30;

const kernelSize = 3;
const poolSize = 2;

/** @throws ModelError `INVALID_ARGUMENT` unless `value` is the height, width and channels of an image */
export function checkInputShape(value: unknown): asserts value is ImageShape {
  check.numbers('inputShape', value, { length: 3 });
  for (let i = 0; i < value.length; i++) check.wholeNumber(`inputShape[${i}]`, value[i], { min: 1 });
}

interface LayerInput {
  readonly spec: LayerSpec;
  /** Such as `layers[2] (maxPooling2d)`. */
  readonly label: string;
  /** Shape of one sample that the layer receives. */
  readonly input: readonly number[];
}

/**
 * @throws ModelError `INVALID_ARGUMENT` if a layer cannot accept the output of the layer before it, if the images are too
 * small, or if the model would not fit into memory
 */
export function checkShapes(layers: readonly LayerSpec[], inputShape: ImageShape): void {
  let input: readonly number[] = [...inputShape];
  let weights = 0;
  for (const [index, spec] of layers.entries()) {
    const layer = { spec, label: `layers[${index}] (${spec.kind})`, input };
    const output = outputShape(layer);
    weights += weightCount(layer);
    if (weights > maxWeights) {
      throw new ModelError(
        'INVALID_ARGUMENT',
        `layers expects at most ${maxWeights} weights in all (4 GiB); received ${weights} up to ${layer.label}. ` +
          'Use fewer units, or pool the images first.',
      );
    }
    input = output;
  }
}

function outputShape({ spec, label, input }: LayerInput): readonly number[] {
  switch (spec.kind) {
    case 'conv2d': {
      const lost = spec.padding === 'valid' ? kernelSize - 1 : 0;
      const [height, width] = imageSize({ label, input, minSize: lost + 1 });
      return [height - lost, width - lost, spec.filters];
    }
    case 'maxPooling2d': {
      const [height, width] = imageSize({ label, input, minSize: poolSize });
      return [Math.floor(height / poolSize), Math.floor(width / poolSize), input[2]];
    }
    case 'dropout':
      return input;
    case 'flatten':
      return [input.reduce((product, size) => product * size, 1)];
    case 'hidden':
      return [...input.slice(0, -1), spec.units];
    case 'output':
      if (input.length === 1) return [spec.units];
      throw misfit(`${label} expects a vector; received [${input.join(', ')}]. Put flatten before it.`);
    default:
      return spec satisfies never;
  }
}

function imageSize(options: { label: string; input: readonly number[]; minSize: number }): readonly number[] {
  const { label, input, minSize } = options;
  if (input.length !== 3) {
    throw misfit(
      `${label} expects images of [height, width, channels]; received [${input.join(', ')}]. Put it before flatten.`,
    );
  }
  if (input[0] >= minSize && input[1] >= minSize) return input;
  throw misfit(
    `${label} expects images of at least ${minSize} x ${minSize} pixels; received [${input.join(', ')}]. ` +
      'Use a larger inputShape, or remove a layer that makes images smaller.',
  );
}

function misfit(reason: string): ModelError {
  return new ModelError('INVALID_ARGUMENT', `These layers do not fit each other: ${reason}`);
}

function weightCount({ spec, input }: LayerInput): number {
  const inputs = input[input.length - 1];
  if (spec.kind === 'conv2d') return (kernelSize * kernelSize * inputs + 1) * spec.filters;
  return spec.kind === 'hidden' || spec.kind === 'output' ? (inputs + 1) * spec.units : 0;
}

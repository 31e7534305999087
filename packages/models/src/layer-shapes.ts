// Do these layers fit each other, and the images? Each layer's output shape, worked out before tfjs is asked, whose own
// messages name neither the layer nor the remedy.
import { check } from './check.ts';
import type { LayerSpec } from './layer-spec.ts';
import { ModelError } from './model-error.ts';

/** Height, width and channels of one image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

// 4 GiB of float32: all that a WebAssembly memory can hold.
const mostWeights = 2 ** 30;

const kernelSize = 3;
const poolSize = 2;

/** @throws ModelError `INVALID_ARGUMENT` where `value` is not height, width and channels of an image */
export function checkInputShape(value: unknown): asserts value is ImageShape {
  check.numbers('inputShape', value, { length: 3 });
  for (let i = 0; i < value.length; i++) check.wholeNumber(`inputShape[${i}]`, value[i], { min: 1 });
}

interface Placed {
  readonly spec: LayerSpec;
  /** Such as `layers[2] (maxPooling2d)`. */
  readonly label: string;
  /** Of one sample, as it comes to the layer. */
  readonly input: readonly number[];
}

/**
 * @throws ModelError `INVALID_ARGUMENT` where a layer cannot take what the one before gives, the images are too small
 * for it, or the model would not fit into memory
 */
export function checkShapes(layers: readonly LayerSpec[], inputShape: ImageShape): void {
  let input: readonly number[] = [...inputShape];
  let weights = 0;
  for (const [index, spec] of layers.entries()) {
    const placed = { spec, label: `layers[${index}] (${spec.kind})`, input };
    const output = outputShape(placed);
    weights += weightsOf(placed);
    if (weights > mostWeights) {
      throw new ModelError(
        'INVALID_ARGUMENT',
        `The layers expect ${mostWeights} weights at most (4 GiB); received ${weights} up to ${placed.label}. ` +
          'Take fewer units, or pool the images first.',
      );
    }
    input = output;
  }
}

function outputShape({ spec, label, input }: Placed): readonly number[] {
  switch (spec.kind) {
    case 'conv2d': {
      const lost = spec.padding === 'valid' ? kernelSize - 1 : 0;
      const [height, width] = imageSize({ label, input, least: lost + 1 });
      return [height - lost, width - lost, spec.filters];
    }
    case 'maxPooling2d': {
      const [height, width] = imageSize({ label, input, least: poolSize });
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
      throw misfit(
        `${label} expects a row of numbers; received [${input.join(', ')}]. Put flatten before it.`,
      );
    default:
      return spec satisfies never;
  }
}

function imageSize(place: { label: string; input: readonly number[]; least: number }): readonly number[] {
  const { label, input, least } = place;
  if (input.length !== 3) {
    throw misfit(
      `${label} expects images of [height, width, channels]; received [${input.join(', ')}]. Put it before flatten.`,
    );
  }
  if (input[0] >= least && input[1] >= least) return input;
  throw misfit(
    `${label} expects images of ${least} x ${least} pixels or more; received [${input.join(', ')}]. ` +
      'Take a larger inputShape, or leave out a layer that makes images smaller.',
  );
}

function misfit(reason: string): ModelError {
  return new ModelError('INVALID_ARGUMENT', `These layers do not fit each other: ${reason}`);
}

function weightsOf({ spec, input }: Placed): number {
  const inputs = input[input.length - 1];
  if (spec.kind === 'conv2d') return (kernelSize * kernelSize * inputs + 1) * spec.filters;
  return spec.kind === 'hidden' || spec.kind === 'output' ? (inputs + 1) * spec.units : 0;
}

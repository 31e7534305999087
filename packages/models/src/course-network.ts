// The course's lists of layers (layer-spec.ts) in the vocabulary of networks: a list says less, as all convolutions of the
// course are 3x3 with relu and every network ends in softmax.
import { check } from './check.ts';
import { layerNames } from './layer-names.ts';
import { checkInputShape, checkShapes, type ImageShape } from './layer-shapes.ts';
import { checkLayers, type LayerSpec } from './layer-spec.ts';
import type { NetworkLayer } from './network/layers/index.ts';
import type { NetworkSpec } from './network/network-spec.ts';

/** A list of layers, and the images that they are for. */
export interface CourseNetworkOptions {
  /** One or more. The units of the output layer are the number of classes. */
  readonly layers: readonly LayerSpec[];
  /** Of one image: whole numbers from 1. */
  readonly inputShape: ImageShape;
}

/**
 * The network of a list of layers of the course's kinds. The positions of the layers, on which their initial weights depend,
 * stay.
 *
 * @throws ModelError `INVALID_ARGUMENT` for an option of the wrong kind or out of its range, or layers whose shapes do not fit
 * each other
 * @example courseNetwork({ inputShape: [28, 28, 1], layers: [{ kind: 'flatten' }, { kind: 'output', units: 10 }] })
 */
export function courseNetwork(options: CourseNetworkOptions): NetworkSpec {
  check.options('courseNetwork', options, ['layers', 'inputShape']);
  const { layers, inputShape } = options;
  checkLayers(layers);
  checkInputShape(inputShape);
  checkShapes(layers, inputShape);
  return networkOfLayers(layers, inputShape);
}

/** The same, unchecked: what is too large for any memory can still be told how large it is. */
export function networkOfLayers(layers: readonly LayerSpec[], inputShape: ImageShape): NetworkSpec {
  const names = layerNames(layers);
  return {
    name: 'sequential',
    inputs: [{ name: 'image', shape: [...inputShape], type: 'uint8' }],
    layers: layers.map((layer, i) => ({ ...networkLayer(layer), name: names[i] })),
  };
}

function networkLayer(spec: LayerSpec): NetworkLayer {
  switch (spec.kind) {
    case 'conv2d': {
      const { filters, padding, maxNorm } = spec;
      const constraint = maxNorm !== undefined && {
        kernelConstraint: { kind: 'maxNorm', maxValue: maxNorm, axis: 0 } as const,
      };
      return {
        kind: 'conv2d',
        filters,
        kernelSize: 3,
        strides: 1,
        padding,
        activation: 'relu',
        ...constraint,
      };
    }
    case 'maxPooling2d':
      return { kind: 'maxPooling2d', poolSize: 2, strides: 2 };
    case 'dropout':
      return { kind: 'dropout', rate: spec.rate };
    case 'flatten':
      return { kind: 'flatten' };
    case 'hidden':
      return { kind: 'dense', units: spec.units, activation: spec.activation };
    case 'output':
      return { kind: 'dense', units: spec.units, activation: 'softmax' };
    default:
      return spec satisfies never;
  }
}

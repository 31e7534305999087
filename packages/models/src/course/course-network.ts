// Translates the course's lists of layers (layer-spec.ts) into the general vocabulary of network/. The course's lists are
// shorter, because all its convolutions are 3x3 with relu and all its networks end in softmax.
import { check } from '../check.ts';
import type { NetworkLayer } from '../network/layers/index.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { checkInputShape, checkShapes, type ImageShape } from './layer-shapes.ts';
import { checkLayers, type LayerSpec } from './layer-spec.ts';

/** A list of layers, and the shape of the images that they process. */
export interface CourseNetworkOptions {
  /** One layer or more. The number of units of the output layer is the number of classes. */
  readonly layers: readonly LayerSpec[];
  /** Height, width and channels of one image: whole numbers from 1. */
  readonly inputShape: ImageShape;
}

/**
 * Returns the network of a list of layers of the course's kinds. The layers keep their positions, on which their initial
 * weights depend.
 *
 * @throws ModelError `INVALID_ARGUMENT` for an option of the wrong type or out of range, or for layers whose shapes do not
 * fit each other
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

/** Like {@link courseNetwork}, but unchecked, so that the cost of a network too large for any memory can be reported. */
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

const kerasNames = {
  conv2d: 'conv2d',
  maxPooling2d: 'max_pooling2d',
  dropout: 'dropout',
  flatten: 'flatten',
  hidden: 'dense',
  output: 'dense',
} as const satisfies Record<LayerSpec['kind'], string>;

/**
 * Keras' automatic layer names, such as conv2d, conv2d_1, dense: the kind in snake case, with _1, _2, ... from the second
 * layer of a kind on.
 */
export function layerNames(layers: readonly LayerSpec[]): string[] {
  const counts = new Map<string, number>();
  return layers.map(({ kind }) => {
    const base = kerasNames[kind];
    const before = counts.get(base) ?? 0;
    counts.set(base, before + 1);
    return before === 0 ? base : `${base}_${before}`;
  });
}

// Layers that rearrange values: reshaping, permuting axes, repeating, padding, cropping and upsampling.
import { count, edges, lengths, oneOf, optional, size } from './fields.ts';
import { imageShape, type LayerBase, type LayerKind, misfit, type Shape, sizeOf } from './layer-kind.ts';
import { type Pair, pairOf, type Size } from './window.ts';

/** Reshapes its input into a vector. */
export interface FlattenLayer extends LayerBase {
  readonly kind: 'flatten';
}

/** Reshapes its input into another shape with as many elements. */
export interface ReshapeLayer extends LayerBase {
  readonly kind: 'reshape';
  /** Without the batch. */
  readonly targetShape: Shape;
}

/** Permutes the axes. */
export interface PermuteLayer extends LayerBase {
  readonly kind: 'permute';
  /** Axis i of the output is axis `dims[i]` of the input; 1 is the first after the batch. */
  readonly dims: readonly number[];
}

/** Repeats a vector n times: [units] to [n, units]. */
export interface RepeatVectorLayer extends LayerBase {
  readonly kind: 'repeatVector';
  readonly n: number;
}

/** Number of rows and columns: one number for all edges, one for each axis, or [[top, bottom], [left, right]]. */
export type Edges = number | Pair | readonly [vertical: Pair, horizontal: Pair];

/** Pads an image with zeros. */
export interface ZeroPadding2dLayer extends LayerBase {
  readonly kind: 'zeroPadding2d';
  /** 1 by default. */
  readonly padding?: Edges;
}

/** Cuts rows and columns off the edges of an image. */
export interface Cropping2dLayer extends LayerBase {
  readonly kind: 'cropping2d';
  readonly cropping: Edges;
}

/** Multiplies the height and width of an image. */
export interface UpSampling2dLayer extends LayerBase {
  readonly kind: 'upSampling2d';
  /** 2 by default. */
  readonly size?: Size;
  /** `nearest` by default: each pixel is repeated. */
  readonly interpolation?: 'nearest' | 'bilinear';
}

export const flatten: LayerKind<FlattenLayer> = {
  className: 'Flatten',
  automaticName: 'flatten',
  fields: {},
  isView: true,
  shape: (_, [x]) => [sizeOf(x)],
  operations: (_, { output }) => [{ operation: { kind: 'reshape', shape: output } }],
};

export const reshape: LayerKind<ReshapeLayer> = {
  className: 'Reshape',
  automaticName: 'reshape',
  fields: { targetShape: lengths },
  isView: true,
  shape({ targetShape }, [x]) {
    if (sizeOf(targetShape) === sizeOf(x)) return targetShape;
    throw misfit(`a targetShape of ${sizeOf(x)} elements, as [${x.join(', ')}] has`, targetShape);
  },
  operations: ({ targetShape }) => [{ operation: { kind: 'reshape', shape: targetShape } }],
};

export const permute: LayerKind<PermuteLayer> = {
  className: 'Permute',
  automaticName: 'permute',
  fields: { dims: lengths },
  shape({ dims }, [x]) {
    const sorted = dims.toSorted((a, b) => a - b);
    if (sorted.length === x.length && sorted.every((axis, i) => axis === i + 1)) {
      return dims.map((axis) => x[axis - 1]);
    }
    throw misfit(`the axes 1 to ${x.length} in any order as dims`, dims);
  },
  operations: ({ dims }) => [{ operation: { kind: 'permute', dims } }],
};

export const repeatVector: LayerKind<RepeatVectorLayer> = {
  className: 'RepeatVector',
  automaticName: 'repeat_vector',
  fields: { n: count },
  shape({ n }, [x]) {
    if (x.length === 1) return [n, ...x];
    throw misfit('a vector', x);
  },
  operations: ({ n }) => [{ operation: { kind: 'repeatVector', n } }],
};

/** Returns edges as [[top, bottom], [left, right]]. */
export function edgesOf(edges: Edges): readonly [Pair, Pair] {
  if (typeof edges === 'number') return [pairOf(edges), pairOf(edges)];
  return [pairOf(edges[0]), pairOf(edges[1])];
}

export const zeroPadding2d: LayerKind<ZeroPadding2dLayer> = {
  className: 'ZeroPadding2D',
  automaticName: 'zero_padding2d',
  fields: { padding: optional(edges) },
  shape({ padding = 1 }, [x]) {
    const [height, width, channels] = imageShape(x);
    const [[top, bottom], [left, right]] = edgesOf(padding);
    return [top + height + bottom, left + width + right, channels];
  },
  operations: ({ padding = 1 }) => [{ operation: { kind: 'zeroPadding2d', padding: edgesOf(padding) } }],
};

export const cropping2d: LayerKind<Cropping2dLayer> = {
  className: 'Cropping2D',
  automaticName: 'cropping2d',
  fields: { cropping: edges },
  shape({ cropping }, [x]) {
    const [height, width, channels] = imageShape(x);
    const [[top, bottom], [left, right]] = edgesOf(cropping);
    const [rows, columns] = [height - top - bottom, width - left - right];
    if (rows > 0 && columns > 0) return [rows, columns, channels];
    throw misfit(`images of more than ${top + bottom} rows and ${left + right} columns`, x);
  },
  operations: ({ cropping }) => [{ operation: { kind: 'cropping2d', cropping: edgesOf(cropping) } }],
};

export const upSampling2d: LayerKind<UpSampling2dLayer> = {
  className: 'UpSampling2D',
  automaticName: 'up_sampling2d',
  fields: { size: optional(size), interpolation: optional(oneOf('nearest', 'bilinear')) },
  shape({ size = 2 }, [x]) {
    const [height, width, channels] = imageShape(x);
    const [down, across] = pairOf(size);
    return [height * down, width * across, channels];
  },
  operations: ({ size = 2, interpolation = 'nearest' }) => [
    { operation: { kind: 'upSampling2d', size: pairOf(size), interpolation } },
  ],
};

// The contract of a kind of layer: its fields, its shape rule, its weights, what it costs, and its operations in a graph of
// @nn101/kernels. One record for each kind, in the files beside this one; the table of all is index.ts.
import type { OperationSpec } from '@nn101/kernels/graph';
import type { Initializer } from '../../initial-weights/initializer.ts';
import { ModelError } from '../../model-error.ts';
import type { Words } from '../../threefry.ts';
import type { FieldChecks } from './fields.ts';

/** Lengths of the axes of one sample, without the batch. Channels come last. */
export type Shape = readonly number[];

/** What every layer can say of itself. */
export interface LayerBase {
  /** Unique in the network; Keras' automatic name by default, such as `conv2d_1`. */
  readonly name?: string;
  /** Names of the layers or inputs whose values it takes; the one before it by default. */
  readonly inputs?: readonly string[];
  /**
   * Whether training changes its weights, or the names of those that it changes, such as `['bias']`. All of them by
   * default. A normalization's running averages follow the data in any case.
   */
  readonly trainable?: boolean | readonly string[];
}

/** One of a layer's weights, by Keras' name. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** A running average with this momentum instead of something that training changes. */
  readonly momentum?: number;
  /** The bound of the lengths of its vectors along an axis, kept after each step. */
  readonly constraint?: MaxNorm;
}

/** Keras' MaxNorm: vectors along `axis` that are longer than `maxValue` are shortened to it. */
export interface MaxNorm {
  readonly kind: 'maxNorm';
  /** Above 0. */
  readonly maxValue: number;
  /** 0 by default, as in Keras. */
  readonly axis?: number;
}

/** A layer's shapes, without the batch. */
export interface LayerShapes {
  readonly inputs: readonly Shape[];
  readonly output: Shape;
}

/** What a layer's operations depend on besides its fields. */
export interface LayerSite extends LayerShapes {
  /** Of the random numbers of a layer that has some in training. */
  readonly key: Words;
}

/** One operation of a layer. The first of a layer takes the layer's inputs, each other one what the one before gives. */
export interface LayerOperation {
  readonly operation: OperationSpec;
  /** Names of the layer's weights that it has, states included; none by default. */
  readonly weights?: readonly string[];
}

/** What there is to know of a kind of layer: a record of functions of its specification. */
export interface LayerKind<Spec> {
  /** Keras' class, such as Conv2D. */
  readonly className: string;
  /** Keras' automatic name, without a number. */
  readonly automaticName: string;
  /** What the fields besides those of {@link LayerBase} may be. */
  readonly fields: FieldChecks<Spec>;
  /** Takes two inputs or more instead of one. */
  readonly isMerging?: boolean;
  /** Its output is its input's memory under another shape. */
  readonly isView?: boolean;
  /** Draws random numbers in training. */
  readonly isRandom?: boolean;
  /** @throws ModelError `INVALID_ARGUMENT` without the layer's name, which the caller adds */
  shape(spec: Spec, inputs: readonly Shape[]): Shape;
  /** In Keras' order; none by default. */
  weights?(spec: Spec, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Of one sample, forwards; none by default. */
  multiplyAdds?(spec: Spec, shapes: LayerShapes): number;
  /** None where the layer does nothing. */
  operations(spec: Spec, site: LayerSite): readonly LayerOperation[];
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** That a layer cannot take what it is given: "expects … ; received …". */
export function misfit(expected: string, received: Shape | string, remedy = ''): ModelError {
  const what = typeof received === 'string' ? received : `[${received.join(', ')}]`;
  return new ModelError(
    'INVALID_ARGUMENT',
    `expects ${expected}; received ${what}.${remedy && ` ${remedy}`}`,
  );
}

/** [height, width, channels] of an image, or an error. */
export function imageShape(shape: Shape): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = shape;
  if (shape.length === 3) return [height, width, channels];
  throw misfit('images of [height, width, channels]', shape);
}

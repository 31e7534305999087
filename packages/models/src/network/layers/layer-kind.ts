// The interface of a kind of layer: its fields, shape inference, weights, cost, and operations in a graph of @nn101/kernels.
// The files beside this one contain one record for each kind; index.ts lists them all.
import type { OperationSpec } from '@nn101/kernels/graph';
import type { Words } from '#random';
import type { Initializer } from '../../initial-weights/initializer.ts';
import { ModelError } from '../../model-error.ts';

/** Lengths of the axes of one sample, without the batch. The channels come last. */
export type Shape = readonly number[];

/** The fields of every layer. */
export interface LayerBase {
  /** Unique in the network; Keras' automatic name by default, such as `conv2d_1`. */
  readonly name?: string;
  /** Names of the layers or inputs whose output it receives; by default the layer before it. */
  readonly inputs?: readonly string[];
  /**
   * Whether training changes its weights, or the names of the weights that training changes, such as `['bias']`. True by
   * default. With a list of names, the running averages of a batch normalization are still updated.
   */
  readonly trainable?: boolean | readonly string[];
}

/** One of a layer's weights, with Keras' name. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** Set if the weight is a running average with this momentum, and not trained. */
  readonly momentum?: number;
  /** A constraint that is applied after each training step. */
  readonly constraint?: MaxNorm;
}

/** Keras' MaxNorm: vectors along `axis` whose norm exceeds `maxValue` are scaled down to it. */
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

/** What the operations of a layer depend on besides its fields. */
export interface LayerContext extends LayerShapes {
  /** Key of the random numbers, for layers that draw some in training. */
  readonly key: Words;
}

/** One operation of a layer. The first one receives the layer's inputs, each further one the result of the one before it. */
export interface LayerOperation {
  readonly operation: OperationSpec;
  /** Names of the weights that it uses, including running averages; none by default. */
  readonly weights?: readonly string[];
}

/** Throws a ModelError `INVALID_ARGUMENT` unless the value is valid for a field. */
export type FieldCheck = (name: string, value: unknown) => void;

/** A check for each field of a layer besides its kind and those of {@link LayerBase}. */
export type FieldChecks<Spec> = {
  readonly [Field in Exclude<keyof Spec, 'kind' | keyof LayerBase>]-?: FieldCheck;
};

/** A kind of layer: a record of functions of its specification. */
export interface LayerKind<Spec> {
  /** Keras' class, such as Conv2D. */
  readonly className: string;
  /** Keras' automatic name, without a number. */
  readonly automaticName: string;
  /** Checks of the fields besides those of {@link LayerBase}. */
  readonly fields: FieldChecks<Spec>;
  /** Requires two or more inputs instead of one. */
  readonly isMerging?: boolean;
  /** Its output is its input's memory with another shape. */
  readonly isView?: boolean;
  /** Draws random numbers in training. */
  readonly isRandom?: boolean;
  /** Infers the shape of the output. @throws ModelError `INVALID_ARGUMENT` without the layer's name, which the caller adds */
  shape(spec: Spec, inputs: readonly Shape[]): Shape;
  /** In Keras' order; none by default. */
  weights?(spec: Spec, inputs: readonly Shape[]): readonly WeightSpec[];
  /** Multiply-adds of the forward pass of one sample; 0 by default. */
  multiplyAdds?(spec: Spec, shapes: LayerShapes): number;
  /** Empty if the layer does nothing. */
  operations(spec: Spec, context: LayerContext): readonly LayerOperation[];
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** An error for inputs that a layer cannot accept: "expects … ; received …". */
export function misfit(expected: string, received: Shape | string, remedy = ''): ModelError {
  const what = typeof received === 'string' ? received : `[${received.join(', ')}]`;
  return new ModelError(
    'INVALID_ARGUMENT',
    `expects ${expected}; received ${what}.${remedy && ` ${remedy}`}`,
  );
}

/** Returns [height, width, channels]. @throws ModelError `INVALID_ARGUMENT` unless the shape is that of an image */
export function imageShape(shape: Shape): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = shape;
  if (shape.length === 3) return [height, width, channels];
  throw misfit('images of [height, width, channels]', shape);
}

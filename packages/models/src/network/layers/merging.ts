// Layers that merge two or more inputs: elementwise, as in the shortcut of a residual block, or by concatenation.
import type { OperationSpec } from '@nn101/kernels/graph';
import { axis, optional } from './fields.ts';
import { type LayerBase, type LayerKind, misfit, type Shape } from './layer-kind.ts';

/** The sum of its inputs, which must have equal shapes. */
export interface AddLayer extends LayerBase {
  readonly kind: 'add';
}

/** The mean of its inputs, which must have equal shapes. */
export interface AverageLayer extends LayerBase {
  readonly kind: 'average';
}

/** The product of its inputs, which must have equal shapes. */
export interface MultiplyLayer extends LayerBase {
  readonly kind: 'multiply';
}

/** The elementwise maximum of its inputs, which must have equal shapes. */
export interface MaximumLayer extends LayerBase {
  readonly kind: 'maximum';
}

/** The elementwise minimum of its inputs, which must have equal shapes. */
export interface MinimumLayer extends LayerBase {
  readonly kind: 'minimum';
}

/** Concatenates its inputs along an axis. */
export interface ConcatenateLayer extends LayerBase {
  readonly kind: 'concatenate';
  /** 1 is the first axis after the batch; -1, the default, is the last axis. */
  readonly axis?: number;
}

type ElementwiseLayer = AddLayer | AverageLayer | MultiplyLayer | MaximumLayer | MinimumLayer;

function elementwise<Spec extends ElementwiseLayer>(
  className: string,
  operation: OperationSpec,
): LayerKind<Spec> {
  return {
    className,
    automaticName: className.toLowerCase(),
    // None of these layers has fields of its own, which TypeScript cannot infer for a type parameter.
    fields: {} as LayerKind<Spec>['fields'],
    isMerging: true,
    shape(_, inputs) {
      const [first, ...others] = inputs;
      if (others.every((shape) => shape.join() === first.join())) return first;
      throw misfit('inputs of equal shapes', formatShapes(inputs));
    },
    operations: () => [{ operation }],
  };
}

export const add: LayerKind<AddLayer> = elementwise('Add', { kind: 'add' });
export const average: LayerKind<AverageLayer> = elementwise('Average', { kind: 'average' });
export const multiply: LayerKind<MultiplyLayer> = elementwise('Multiply', { kind: 'multiply' });
export const maximum: LayerKind<MaximumLayer> = elementwise('Maximum', { kind: 'maximum' });
export const minimum: LayerKind<MinimumLayer> = elementwise('Minimum', { kind: 'minimum' });

export const concatenate: LayerKind<ConcatenateLayer> = {
  className: 'Concatenate',
  automaticName: 'concatenate',
  fields: { axis: optional(axis) },
  isMerging: true,
  shape({ axis = -1 }, inputs) {
    const [first] = inputs;
    const index = axis < 0 ? first.length + axis : axis - 1;
    if (index < 0 || index >= first.length) {
      throw misfit(`an axis from 1 to ${first.length}, or -1 for the last one`, String(axis));
    }
    const others = (shape: Shape) => shape.filter((_, i) => i !== index).join();
    const fits = inputs.every((shape) => shape.length === first.length && others(shape) === others(first));
    if (!fits) throw misfit(`inputs whose shapes are equal except for axis ${axis}`, formatShapes(inputs));
    return first.map((length, i) =>
      i === index ? inputs.reduce((sum, shape) => sum + shape[index], 0) : length,
    );
  },
  operations: ({ axis = -1 }) => [{ operation: { kind: 'concatenate', axis } }],
};

function formatShapes(shapes: readonly Shape[]): string {
  return shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');
}

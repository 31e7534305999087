// Layers that join two or more values: elementwise, as the shortcut of a residual block, or one behind the other.
import type { OperationSpec } from '@nn101/kernels/graph';
import { axis, optional } from './fields.ts';
import { type LayerBase, type LayerKind, misfit, type Shape } from './layer-kind.ts';

/** The sum of its inputs, which have one shape. */
export interface AddLayer extends LayerBase {
  readonly kind: 'add';
}

/** The mean of its inputs, which have one shape. */
export interface AverageLayer extends LayerBase {
  readonly kind: 'average';
}

/** The product of its inputs, which have one shape. */
export interface MultiplyLayer extends LayerBase {
  readonly kind: 'multiply';
}

/** The largest of its inputs, which have one shape. */
export interface MaximumLayer extends LayerBase {
  readonly kind: 'maximum';
}

/** The smallest of its inputs, which have one shape. */
export interface MinimumLayer extends LayerBase {
  readonly kind: 'minimum';
}

/** Its inputs one behind the other along an axis. */
export interface ConcatenateLayer extends LayerBase {
  readonly kind: 'concatenate';
  /** 1 is the first axis after the batch, -1, the default, the last one. */
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
    // None of these layers has a field of its own, which TypeScript cannot see of a type parameter.
    fields: {} as LayerKind<Spec>['fields'],
    isMerging: true,
    shape(_, inputs) {
      const [first, ...others] = inputs;
      if (others.every((shape) => shape.join() === first.join())) return first;
      throw misfit('inputs of one shape', listed(inputs));
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
    const at = axis < 0 ? first.length + axis : axis - 1;
    if (at < 0 || at >= first.length) {
      throw misfit(`an axis from 1 to ${first.length}, or -1 for the last one`, String(axis));
    }
    const others = (shape: Shape) => shape.filter((_, i) => i !== at).join();
    const fits = inputs.every((shape) => shape.length === first.length && others(shape) === others(first));
    if (!fits) throw misfit(`inputs of shapes that are equal but for axis ${axis}`, listed(inputs));
    return first.map((length, i) => (i === at ? inputs.reduce((sum, shape) => sum + shape[at], 0) : length));
  },
  operations: ({ axis = -1 }) => [{ operation: { kind: 'concatenate', axis } }],
};

function listed(shapes: readonly Shape[]): string {
  return shapes.map((shape) => `[${shape.join(', ')}]`).join(' and ');
}

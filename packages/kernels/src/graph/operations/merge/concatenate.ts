// Values side by side along an axis: the branches of an Inception block, the features of a DenseNet.
import { KernelError } from '../../../kernel-error.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { axis } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Two or more values, one behind the other along an axis. */
export interface ConcatenateSpec {
  readonly kind: 'concatenate';
  /** 1 is the first axis after the batch, -1 the last one. */
  readonly axis: number;
}

export const concatenate: Operation<ConcatenateSpec> = {
  fields: { axis },

  shapes({ axis }, inputs) {
    const [first] = inputs;
    const at = axisIndex('concatenate', axis, first);
    const isOdd = (shape: Shape) => first.toSpliced(at, 1).join() !== shape.toSpliced(at, 1).join();
    const odd = inputs.find((shape) => shape.length !== first.length || isOdd(shape));
    if (inputs.length >= 2 && !odd) {
      return {
        output: first.with(
          at,
          inputs.reduce((sum, shape) => sum + shape[at], 0),
        ),
      };
    }
    throw new KernelError(
      'UNSUPPORTED',
      odd
        ? `concatenate expects shapes that are equal but for axis ${axis}, received [batch, ${first.join(', ')}] and [batch, ${odd.join(', ')}].`
        : `concatenate expects two inputs or more, received ${inputs.length}.`,
    );
  },

  memory: () => ({ readsInputs: false, readsOutput: false, addsGradient: true }),

  bind({ axis }, { arena, inputs, output }) {
    const { kernels } = arena;
    const at = axisIndex('concatenate', axis, output.shape);
    // Everything from the axis on is one run of floats, of which each input has a part.
    const outer = sizeOf(output.shape.slice(0, at));
    const stride = sizeOf(output.shape.slice(at)) * 4;
    const parts: { columns: number; offset: number }[] = [];
    let offset = 0;
    for (const { size } of inputs) {
      parts.push({ columns: size / outer, offset });
      offset += (size / outer) * 4;
    }
    return {
      forward(rows) {
        for (const [i, { address }] of inputs.entries()) {
          const { columns, offset } = parts[i];
          kernels.copyColumns(
            output.address + offset,
            stride,
            address,
            columns * 4,
            rows * outer,
            columns,
            false,
          );
        }
      },
      backward(rows) {
        for (const [i, { gradient, adds }] of inputs.entries()) {
          const { columns, offset } = parts[i];
          if (!gradient) continue;
          const from = output.gradient + offset;
          kernels.copyColumns(gradient, columns * 4, from, stride, rows * outer, columns, adds);
        }
      },
    };
  },
};

/** The index of an axis in a shape without the batch. @throws KernelError UNSUPPORTED where the shape has none */
export function axisIndex(kind: string, axis: number, shape: Shape): number {
  const index = axis < 0 ? shape.length + axis : axis - 1;
  if (axis !== 0 && index >= 0 && index < shape.length) return index;
  throw new KernelError(
    'UNSUPPORTED',
    `${kind} expects an axis from 1 to ${shape.length}, or counted from the last one, -1; received ${axis} for [batch, ${shape.join(', ')}].`,
  );
}

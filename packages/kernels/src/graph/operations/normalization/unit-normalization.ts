// Vectors along an axis divided by their length. With it before a dot, the product is a cosine.
import { sizeOf } from '../../network/graph.ts';
import { axis } from '../fields.ts';
import { axisIndex } from '../merge/concatenate.ts';
import type { Operation } from '../operation.ts';

/** x / √max(Σ x², 1e-7), as tfjs-layers normalizes for a dot; Keras 3 has 1e-12 instead. */
export interface UnitNormalizationSpec {
  readonly kind: 'unitNormalization';
  /** 1 is the first axis after the batch, -1 the last one. */
  readonly axis: number;
}

export const unitNormalization: Operation<UnitNormalizationSpec> = {
  fields: { axis },

  shapes({ axis }, [x]) {
    axisIndex('unitNormalization', axis, x);
    return { output: x };
  },

  // What is left for the backward pass is one by each length.
  memory: ({ axis }, { output }) => ({
    readsInputs: false,
    readsOutput: true,
    inPlace: true,
    savedBytes: (sizeOf(output) / output[axisIndex('unitNormalization', axis, output)]) * 4,
  }),

  bind({ axis }, { arena, inputs: [x], output, rows: capacity, saved }) {
    const { kernels } = arena;
    const at = axisIndex('unitNormalization', axis, x.shape);
    const [outer, length] = [sizeOf(x.shape.slice(0, at)), x.shape[at]];
    const inner = x.size / outer / length;
    const inverses = saved || arena.allocate(capacity * outer * inner * 4);
    return {
      forward: (rows) =>
        kernels.unitNormalize(output.address, x.address, rows * outer, length, inner, inverses),
      backward(rows) {
        if (!x.gradient) return;
        const { gradient, address } = output;
        kernels.unitNormalizeGradient(gradient, address, rows * outer, length, inner, inverses);
        if (x.gradient !== gradient) kernels.copy(x.gradient, gradient, rows * x.size);
      },
    };
  },
};

// The same numbers under another shape. A view: nothing is computed and nothing is copied.
import { KernelError } from '../../../kernel-error.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { shape } from '../fields.ts';
import type { Operation } from '../operation.ts';

/** Another shape of as many elements, without the batch. Flatten is a reshape to one axis. */
export interface ReshapeSpec {
  readonly kind: 'reshape';
  readonly shape: Shape;
}

export const reshape: Operation<ReshapeSpec> = {
  fields: { shape },

  shapes({ shape }, [x]) {
    if (sizeOf(shape) === sizeOf(x)) return { output: shape };
    throw new KernelError(
      'UNSUPPORTED',
      `reshape expects a shape of ${sizeOf(x)} elements, as [batch, ${x.join(', ')}] has; received [batch, ${shape.join(', ')}].`,
    );
  },
  memory: () => ({ readsInputs: false, readsOutput: false, isView: true }),
  bind: () => ({ forward() {}, backward() {} }),
};

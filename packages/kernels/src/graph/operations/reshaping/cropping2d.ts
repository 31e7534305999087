// Images without their edges. Its gradient is padding with zeros, whose gradient it is (zero-padding2d.ts).
import { KernelError } from '../../../kernel-error.ts';
import type { Operation } from '../operation.ts';
import { imageShape } from '../window.ts';
import { type Edges, edges } from './zero-padding2d.ts';

/** [height, width, channels] without some rows and columns at its edges. */
export interface Cropping2dSpec {
  readonly kind: 'cropping2d';
  readonly cropping: Edges;
}

export const cropping2d: Operation<Cropping2dSpec> = {
  fields: { cropping: edges },

  shapes({ cropping: [[top, bottom], [left, right]] }, [x]) {
    const [height, width, channels] = imageShape('cropping2d', x);
    const [rows, columns] = [height - top - bottom, width - left - right];
    if (rows > 0 && columns > 0) return { output: [rows, columns, channels] };
    throw new KernelError(
      'UNSUPPORTED',
      `cropping2d expects to leave a row and a column or more, but of ${height} rows it takes ${top + bottom}, and of ${width} columns ${left + right}.`,
    );
  },

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind({ cropping: [[top], [left]] }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const [height, width, channels] = x.shape;
    const [rows, columns] = output.shape;
    return {
      forward(count) {
        const [from, to] = [x.address, output.address];
        kernels.cropImages(count, from, height, width, channels, top, left, rows, columns, to);
      },
      backward(count) {
        const [from, to] = [output.gradient, x.gradient];
        if (to) kernels.padImages(count, from, rows, columns, channels, top, left, height, width, to);
      },
    };
  },
};

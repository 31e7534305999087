// Global pooling: the mean or the largest value of each channel, over images and over sequences. One window sees all.
import { KernelError } from '../../../kernel-error.ts';
import type { Arena } from '../../memory/arena.ts';
import type { Shape } from '../../network/graph.ts';
import type { Operation } from '../operation.ts';
import { setRows } from '../window.ts';

/** The mean of each channel over all other axes: [..., channels] to [channels]. */
export interface GlobalAveragePoolSpec {
  readonly kind: 'globalAveragePool';
}

/** The largest value of each channel over all other axes: [..., channels] to [channels]. */
export interface GlobalMaxPoolSpec {
  readonly kind: 'globalMaxPool';
}

export const globalAveragePool: Operation<GlobalAveragePoolSpec> = {
  fields: {},
  shapes: (_, [x]) => ({ output: [channelsOf('globalAveragePool', x)] }),
  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind(_, { arena, inputs: [x], output, rows: capacity }) {
    const { kernels } = arena;
    const shape = oneWindow(arena, { shape: x.shape, rows: capacity });
    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.averagePool(shape, x.address, output.address);
      },
      backward(rows) {
        if (!x.gradient) return;
        setRows(arena, shape, rows);
        kernels.averagePoolGradient(shape, output.gradient, x.gradient, false);
      },
    };
  },
};

export const globalMaxPool: Operation<GlobalMaxPoolSpec> = {
  fields: {},
  shapes: (_, [x]) => ({ output: [channelsOf('globalMaxPool', x)] }),
  memory: () => ({ readsInputs: true, readsOutput: false }),

  bind(_, { arena, inputs: [x], output, rows: capacity }) {
    const { kernels } = arena;
    const shape = oneWindow(arena, { shape: x.shape, rows: capacity });
    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.maxPool(shape, x.address, output.address);
      },
      // Of several largest values the first gets the gradient.
      backward(rows) {
        if (!x.gradient) return;
        setRows(arena, shape, rows);
        kernels.maxPoolGradient(shape, output.gradient, x.address, x.gradient);
      },
    };
  },
};

function channelsOf(kind: string, shape: Shape): number {
  if (shape.length >= 2) return shape[shape.length - 1];
  throw new KernelError(
    'UNSUPPORTED',
    `${kind} expects axes before the channels, such as [batch, height, width, channels], received [batch, ${shape.join(', ')}].`,
  );
}

// All axes but the last as one row, and a window as long.
function oneWindow(arena: Arena, { shape, rows }: { readonly shape: Shape; readonly rows: number }): number {
  const channels = shape[shape.length - 1];
  const length = shape.slice(0, -1).reduce((product, axis) => product * axis, 1);
  const undilated = [1, 1, 1, 1];
  return arena.record([rows, 1, length, channels, 1, 1, channels, 1, length, ...undilated, 0, 0]);
}

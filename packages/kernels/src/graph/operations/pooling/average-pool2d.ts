// Average pooling: the mean of each window, for each channel. What hangs over the edge does not count.

import { padding, pair } from '../fields.ts';
import type { Operation } from '../operation.ts';
import {
  imageShape,
  type Padding,
  type Pair,
  setRows,
  type WindowSpec,
  windowedSize,
  windowRecord,
} from '../window.ts';

/** The mean of each window, for each channel. It has no parameters. */
export interface AveragePool2dSpec {
  readonly kind: 'averagePool2d';
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

export const averagePool2d: Operation<AveragePool2dSpec> = {
  fields: { poolSize: pair, strides: pair, padding },

  shapes(spec, [x]) {
    const [, , channels] = imageShape('averagePool2d', x);
    return { output: [...windowedSize(x, windowOf(spec)), channels] };
  },

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind(spec, { arena, inputs: [x], output, rows: capacity }) {
    const { kernels } = arena;
    const shape = windowRecord(arena, {
      spec: windowOf(spec),
      image: x.shape,
      output: output.shape,
      rows: capacity,
    });
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

function windowOf({ poolSize, strides, padding }: AveragePool2dSpec): WindowSpec {
  return { window: poolSize, strides, padding };
}

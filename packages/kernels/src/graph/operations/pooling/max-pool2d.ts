// Max pooling: the largest value of each window, for each channel.

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

/** The largest value of each window, for each channel. It has no parameters. */
export interface MaxPool2dSpec {
  readonly kind: 'maxPool2d';
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

export const maxPool2d: Operation<MaxPool2dSpec> = {
  fields: { poolSize: pair, strides: pair, padding },

  shapes(spec, [x]) {
    const [, , channels] = imageShape('maxPool2d', x);
    return { output: [...windowedSize(x, poolingWindow(spec)), channels] };
  },

  memory: () => ({ readsInputs: true, readsOutput: false }),

  bind(spec, { arena, inputs: [x], output, rows: capacity }) {
    const { kernels } = arena;
    const shape = windowRecord(arena, {
      spec: poolingWindow(spec),
      image: x.shape,
      output: output.shape,
      rows: capacity,
    });
    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.maxPool(shape, x.address, output.address);
      },
      backward(rows) {
        if (!x.gradient) return;
        setRows(arena, shape, rows);
        kernels.maxPoolGradient(shape, output.gradient, x.address, x.gradient);
      },
    };
  },
};

function poolingWindow({ poolSize, strides, padding }: MaxPool2dSpec): WindowSpec {
  return { window: poolSize, strides, padding };
}

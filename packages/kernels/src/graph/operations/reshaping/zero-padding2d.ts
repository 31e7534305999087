// Zeros around images. Its gradient is cropping, whose gradient it is (cropping2d.ts).
import { check, checkLengths } from '../../../check.ts';
import type { FieldCheck } from '../fields.ts';
import type { Operation } from '../operation.ts';
import { imageShape, type Pair } from '../window.ts';

/** Rows at the top and at the bottom, then columns at the left and at the right: 0 or more each. */
export type Edges = readonly [vertical: Pair, horizontal: Pair];

/** Zeros around [height, width, channels]. */
export interface ZeroPadding2dSpec {
  readonly kind: 'zeroPadding2d';
  readonly padding: Edges;
}

/** Two pairs of whole numbers of 0 or more. */
export const edges: FieldCheck = (name, value) => {
  const isPair = Array.isArray(value) && value.length === 2;
  check.that(isPair, name, { expected: 'two pairs such as [[1, 1], [0, 2]]', value });
  for (const [i, pair] of (value as readonly unknown[]).entries()) {
    checkLengths(`${name}[${i}]`, pair, { min: 0, count: 2 });
  }
};

export const zeroPadding2d: Operation<ZeroPadding2dSpec> = {
  fields: { padding: edges },

  shapes({ padding: [[top, bottom], [left, right]] }, [x]) {
    const [height, width, channels] = imageShape('zeroPadding2d', x);
    return { output: [top + height + bottom, left + width + right, channels] };
  },

  memory: () => ({ readsInputs: false, readsOutput: false }),

  bind({ padding: [[top], [left]] }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const [height, width, channels] = x.shape;
    const [rows, columns] = output.shape;
    return {
      forward(count) {
        const [from, to] = [x.address, output.address];
        kernels.padImages(count, from, height, width, channels, top, left, rows, columns, to);
      },
      backward(count) {
        const [from, to] = [output.gradient, x.gradient];
        if (to) kernels.cropImages(count, from, rows, columns, channels, top, left, height, width, to);
      },
    };
  },
};

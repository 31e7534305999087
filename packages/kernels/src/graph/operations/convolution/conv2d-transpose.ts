// A transposed convolution over images: the gradient of a convolution by its images, taken as a forward pass. Its own
// gradients are then that convolution's forward pass and its gradient by the filter.

import type { Shape } from '../../network/graph.ts';
import { activation, count, flag, optional, padding, pair } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import { type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';
import { imageShape, type Padding, type Pair, setRows, windowRecord } from '../window.ts';

/**
 * A transposed convolution over [height, width, channels]; parameters [kernelHeight, kernelWidth, filters, channels],
 * then the bias [filters]. The output is `strides` times as large; without padding larger by what the kernel exceeds
 * the strides.
 */
export interface Conv2dTransposeSpec {
  readonly kind: 'conv2dTranspose';
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly useBias: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const conv2dTranspose: Operation<Conv2dTransposeSpec> = {
  fields: {
    filters: count,
    kernelSize: pair,
    strides: pair,
    padding,
    useBias: flag,
    activation: optional(activation),
  },
  takesActivation: true,

  shapes(spec, [x]) {
    const [, , channels] = imageShape('conv2dTranspose', x);
    const kernel = [...spec.kernelSize, spec.filters, channels];
    return {
      output: [...transposedSize(x, spec), spec.filters],
      parameters: spec.useBias ? [kernel, [spec.filters]] : [kernel],
    };
  },

  memory: ({ activation = 'linear' }) => ({ readsInputs: true, readsOutput: activation !== 'linear' }),

  bind(spec, { arena, inputs: [x], output, parameters: [kernel, bias], rows: capacity }) {
    const { kernels } = arena;
    const code = activationCode(spec.activation ?? 'linear', arena);
    // The convolution that leads from this operation's output back to its input.
    const shape = windowRecord(arena, {
      spec: { window: spec.kernelSize, strides: spec.strides, padding: spec.padding },
      image: output.shape,
      output: x.shape,
      rows: capacity,
    });
    const [w, b] = [kernel.address, bias?.address ?? 0];
    const { filters } = spec;
    const pixels = output.size / filters;
    arena.reserveScratch(kernels.conv2dScratchBytes(shape));

    return {
      forward(rows) {
        setRows(arena, shape, rows);
        const y = output.address;
        // A linear convolution without a bias leaves the gradient that it is given, here x, as it is.
        kernels.conv2dBackward(shape, 0, w, 0, 0, x.address, y, 0, 0, false, arena.scratch());
        if (b || code) kernels.biasActivation(y, rows * pixels, filters, b, code);
      },

      backward(_, { shards }) {
        for (const shard of shards) {
          const { first, rows, accumulate } = shard;
          setRows(arena, shape, rows);
          const [values, dx] = [rowAddress(x, first), rowGradient(x, first)];
          const [y, dy] = [rowAddress(output, first), rowGradient(output, first)];
          const [dw, db] = [parameterGradient(kernel, shard), parameterGradient(bias, shard)];
          if (code || db) {
            kernels.biasActivationGradient(dy, y, rows * pixels, filters, code, db, accumulate);
          }
          if (dw) {
            kernels.conv2dBackward(shape, dy, w, 0, 0, values, 0, dw, 0, accumulate, arena.scratch());
          }
          if (dx) kernels.conv2d(shape, dy, w, 0, 0, dx, arena.scratch());
        }
      },
    };
  },
};

function transposedSize(x: Shape, { kernelSize, strides, padding }: Conv2dTransposeSpec): Pair {
  const length = (axis: 0 | 1) =>
    x[axis] * strides[axis] + (padding === 'same' ? 0 : Math.max(kernelSize[axis] - strides[axis], 0));
  return [length(0), length(1)];
}

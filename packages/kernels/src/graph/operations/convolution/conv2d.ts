// A convolution over images: a = activation(x * W + b). One that is fused with the pooling behind it: pooled-conv2d.ts.

import { activation, count, flag, optional, padding, pair } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import { type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';
import {
  imageShape,
  type Padding,
  type Pair,
  setRows,
  type WindowSpec,
  windowedSize,
  windowRecord,
} from '../window.ts';

/**
 * A convolution over [height, width, channels]; parameters [kernelHeight, kernelWidth, channels, filters], then the
 * bias [filters].
 */
export interface Conv2dSpec {
  readonly kind: 'conv2d';
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  /** Distance between neighboring weights of the kernel; 1 by default. */
  readonly dilations?: Pair;
  readonly useBias: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

/** A convolution's windows. */
export function convolutionWindow({
  kernelSize,
  strides,
  padding,
  dilations,
}: Omit<Conv2dSpec, 'kind'>): WindowSpec {
  return { window: kernelSize, strides, padding, dilations };
}

export const conv2d: Operation<Conv2dSpec> = {
  fields: {
    filters: count,
    kernelSize: pair,
    strides: pair,
    padding,
    dilations: optional(pair),
    useBias: flag,
    activation: optional(activation),
  },
  takesActivation: true,

  shapes(spec, [x]) {
    const [, , channels] = imageShape('conv2d', x);
    const kernel = [...spec.kernelSize, channels, spec.filters];
    return {
      output: [...windowedSize(x, convolutionWindow(spec)), spec.filters],
      parameters: spec.useBias ? [kernel, [spec.filters]] : [kernel],
    };
  },

  memory: ({ activation = 'linear' }) => ({ readsInputs: true, readsOutput: activation !== 'linear' }),

  bind(spec, { arena, inputs: [x], output, parameters: [kernel, bias], rows: capacity }) {
    const { kernels } = arena;
    const code = activationCode(spec.activation ?? 'linear', arena);
    const shape = windowRecord(arena, {
      spec: convolutionWindow(spec),
      image: x.shape,
      output: output.shape,
      rows: capacity,
    });
    const [w, b] = [kernel.address, bias?.address ?? 0];
    arena.reserveScratch(kernels.conv2dScratchBytes(shape));

    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.conv2d(shape, x.address, w, b, code, output.address, arena.scratch());
      },

      backward(_, { shards }) {
        for (const shard of shards) {
          const { first, rows, accumulate } = shard;
          setRows(arena, shape, rows);
          const [image, dx] = [rowAddress(x, first), rowGradient(x, first)];
          const [y, dy] = [rowAddress(output, first), rowGradient(output, first)];
          const [dw, db] = [parameterGradient(kernel, shard), parameterGradient(bias, shard)];
          kernels.conv2dBackward(shape, image, w, y, code, dy, dx, dw, db, accumulate, arena.scratch());
        }
      },
    };
  },
};

// A depthwise convolution over images: every channel has filters of its own, a = activation(x * W + b). With a 1x1
// convolution (conv2d.ts) behind it, it makes up a separable one.

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
 * A depthwise convolution over [height, width, channels]; parameters [kernelHeight, kernelWidth, channels,
 * depthMultiplier], then the bias [channels * depthMultiplier].
 */
export interface DepthwiseConv2dSpec {
  readonly kind: 'depthwiseConv2d';
  /** Filters for each channel. Output channel c * depthMultiplier + m comes from channel c. */
  readonly depthMultiplier: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  /** Distance between neighboring weights of the kernel; 1 by default. */
  readonly dilations?: Pair;
  readonly useBias: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const depthwiseConv2d: Operation<DepthwiseConv2dSpec> = {
  fields: {
    depthMultiplier: count,
    kernelSize: pair,
    strides: pair,
    padding,
    dilations: optional(pair),
    useBias: flag,
    activation: optional(activation),
  },
  takesActivation: true,

  shapes(spec, [x]) {
    const [, , channels] = imageShape('depthwiseConv2d', x);
    const outputs = channels * spec.depthMultiplier;
    const kernel = [...spec.kernelSize, channels, spec.depthMultiplier];
    return {
      output: [...windowedSize(x, windowOf(spec)), outputs],
      parameters: spec.useBias ? [kernel, [outputs]] : [kernel],
    };
  },

  memory: ({ activation = 'linear' }) => ({ readsInputs: true, readsOutput: activation !== 'linear' }),

  bind(spec, { arena, inputs: [x], output, parameters: [kernel, bias], rows: capacity, training }) {
    const { kernels } = arena;
    const code = activationCode(spec.activation ?? 'linear', arena);
    const shape = windowRecord(arena, {
      spec: windowOf(spec),
      image: x.shape,
      output: output.shape,
      rows: capacity,
    });
    const [w, b] = [kernel.address, bias?.address ?? 0];
    const outputs = output.shape[2];
    const pixels = output.size / outputs;
    // The kernel does not add to a gradient.
    const sum = training && kernel.trainable ? arena.allocate(kernel.count * 4) : 0;
    arena.reserveScratch(kernels.depthwiseScratchBytes(shape));

    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.depthwise(shape, x.address, w, b, code, output.address, arena.scratch());
      },

      backward(_, { shards }) {
        for (const shard of shards) {
          const { first, rows, accumulate } = shard;
          setRows(arena, shape, rows);
          const [image, dx] = [rowAddress(x, first), rowGradient(x, first)];
          const [y, dy] = [rowAddress(output, first), rowGradient(output, first)];
          const [dw, db] = [parameterGradient(kernel, shard), parameterGradient(bias, shard)];
          if (code || db) {
            kernels.biasActivationGradient(dy, y, rows * pixels, outputs, code, db, accumulate);
          }
          if (dw) kernels.depthwiseFilterGradient(shape, image, dy, accumulate ? sum : dw, arena.scratch());
          if (dw && accumulate) kernels.add(dw, sum, kernel.count);
          if (dx) kernels.depthwiseImageGradient(shape, w, dy, dx, arena.scratch());
        }
      },
    };
  },
};

function windowOf({ kernelSize, strides, padding, dilations }: DepthwiseConv2dSpec): WindowSpec {
  return { window: kernelSize, strides, padding, dilations };
}

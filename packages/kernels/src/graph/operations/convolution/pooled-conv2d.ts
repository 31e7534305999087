// A convolution with relu and the 2x2 max pooling behind it as one operation: it writes what is pooled, and reads that
// gradient. The convolution's own outputs, four times as much, are kept nowhere. fuse.ts makes it of the two.

import type { Arena } from '../../memory/arena.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { count, flag, optional, padding, pair } from '../fields.ts';
import { activationCode } from '../fused-activation.ts';
import { areFinite, type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';
import { setRows, windowRecord } from '../window.ts';
import { type Conv2dSpec, conv2d, convolutionWindow } from './conv2d.ts';

/** A convolution whose activation is relu, then max pooling of 2x2 pixels with stride 2 and padding 'valid'. */
export interface PooledConv2dSpec extends Omit<Conv2dSpec, 'kind' | 'activation'> {
  readonly kind: 'pooledConv2d';
}

export const pooledConv2d: Operation<PooledConv2dSpec> = {
  fields: {
    filters: count,
    kernelSize: pair,
    strides: pair,
    padding,
    dilations: optional(pair),
    useBias: flag,
  },

  shapes(spec, inputs) {
    const { output, parameters } = conv2d.shapes({ ...spec, kind: 'conv2d' }, inputs);
    return { output: pooled(output), parameters };
  },

  // One byte for each output tells which of the four pixels it came from.
  memory: (_, { output }) => ({ readsInputs: true, readsOutput: false, savedBytes: sizeOf(output) }),

  bind(spec, { arena, inputs: [x], output, parameters: [kernel, bias], rows: capacity, saved, training }) {
    const { kernels, memory } = arena;
    const unpooled = conv2d.shapes({ ...spec, kind: 'conv2d' }, [x.shape]).output;
    const [w, b] = [kernel.address, bias?.address ?? 0];
    const relu = activationCode('relu', arena);
    const window = { spec: convolutionWindow(spec), image: x.shape, output: unpooled, rows: capacity };
    const shape = windowRecord(arena, window);
    const positions = training ? saved : arena.allocate(capacity * output.size);
    const oneRow = arena.allocate(sizeOf(unpooled) * 4);
    arena.reserveScratch(kernels.conv2dScratchBytes(shape));

    return {
      forward(rows) {
        setRows(arena, shape, rows);
        kernels.pooledConv2d(shape, x.address, w, b, output.address, positions, arena.scratch());
      },

      backward(_, { shards }) {
        for (const shard of shards) {
          const { first, rows, accumulate } = shard;
          setRows(arena, shape, rows);
          const [image, dx, dy] = [rowAddress(x, first), rowGradient(x, first), rowGradient(output, first)];
          const [dw, db] = [parameterGradient(kernel, shard), parameterGradient(bias, shard)];
          const from = positions + first * output.size;
          kernels.pooledConv2dBackward(shape, image, w, from, dy, dx, dw, db, accumulate, arena.scratch());
        }
      },

      // The maximum of four hides a NaN among them, so the convolution is computed again without pooling.
      isFinite(rows) {
        setRows(arena, shape, 1);
        return Array.from({ length: rows }, (_, row) => row).every((row) => {
          kernels.conv2d(shape, rowAddress(x, row), w, b, relu, oneRow, arena.scratch());
          return areFinite(memory, oneRow, sizeOf(unpooled));
        });
      },
    };
  },
};

/** Whether the kernels have this convolution together with its pooling. */
export function hasPooledKernel(arena: Arena, spec: Conv2dSpec, image: Shape): boolean {
  const output = conv2d.shapes(spec, [image]).output;
  const shape = windowRecord(arena, { spec: convolutionWindow(spec), image, output, rows: 1 });
  return arena.kernels.takesPooling(shape, activationCode(spec.activation ?? 'linear', arena));
}

function pooled([height, width, filters]: Shape): Shape {
  return [height >> 1, width >> 1, filters];
}

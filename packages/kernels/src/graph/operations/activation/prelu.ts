// Relu with a learned slope below zero: a = x, or alpha · x where x is negative (He et al., "Delving Deep into Rectifiers",
// 2015).
import { KernelError } from '../../../kernel-error.ts';
import type { Shape } from '../../network/graph.ts';
import { lengths, optional } from '../fields.ts';
import { bindPair, bindReduction, isSameShape, scratchPieces } from '../merge/broadcasting.ts';
import { type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';

/** Relu with a slope for each element of a sample, or fewer; parameter [...shape], with 1 for each shared axis. */
export interface PreluSpec {
  readonly kind: 'prelu';
  /** Axes along which one slope is used, 1 being the first after the batch, as in Keras. None by default. */
  readonly sharedAxes?: readonly number[];
}

export const prelu: Operation<PreluSpec> = {
  fields: { sharedAxes: optional(lengths) },

  shapes({ sharedAxes = [] }, [x]) {
    const outside = sharedAxes.find((axis) => axis > x.length);
    if (outside === undefined) return { output: x, parameters: [alphaShape(x, sharedAxes)] };
    throw new KernelError(
      'UNSUPPORTED',
      `prelu expects shared axes from 1 to ${x.length}, received ${outside} for [batch, ${x.join(', ')}].`,
    );
  },

  memory: () => ({ readsInputs: true, readsOutput: false, addsGradient: true }),

  bind({ sharedAxes = [] }, { arena, inputs: [x], output, parameters: [alpha] }) {
    const { kernels } = arena;
    const { size } = x;
    const shape = alphaShape(x.shape, sharedAxes);
    const isShared = !isSameShape(shape, x.shape);
    // The kernels take a slope for each element.
    const slopes = isShared ? arena.allocate(size * 4) : alpha.address;
    const zeros = isShared ? arena.allocate(size * 4) : 0;
    const repeat = bindPair(arena, 'add', { a: x.shape, b: shape, output: x.shape });
    const reduction = bindReduction(arena, x.shape, shape);
    const scratch = scratchPieces(arena, [size * 4, alpha.count * 4, reduction.scratchBytes(1)]);
    const loadSlopes = () => {
      if (isShared) repeat({ a: zeros, b: alpha.address, to: slopes, rows: 1 });
    };
    return {
      forward(rows) {
        loadSlopes();
        kernels.prelu(output.address, x.address, rows, size, slopes);
      },
      backward(rows, { shards }) {
        for (const shard of shards) {
          const to = parameterGradient(alpha, shard);
          if (!to) continue;
          const [elements, sums, rest] = scratch();
          const [g, z] = [rowGradient(output, shard.first), rowAddress(x, shard.first)];
          kernels.preluAlphaGradient(elements, g, z, shard.rows, size);
          if (isShared) reduction.run({ from: elements, to: sums, rows: 1, adds: false }, rest);
          const finished = isShared ? sums : elements;
          if (shard.accumulate) kernels.add(to, finished, alpha.count);
          else kernels.copy(to, finished, alpha.count);
        }
        if (x.gradient) {
          kernels.preluGradient(x.gradient, output.gradient, x.address, rows, size, slopes, x.adds);
        }
      },
    };
  },
};

function alphaShape(x: Shape, sharedAxes: readonly number[]): Shape {
  return x.map((length, axis) => (sharedAxes.includes(axis + 1) ? 1 : length));
}

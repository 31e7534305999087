// The larger or the smaller of values, number by number. The gradient goes to the value that was chosen,
// to the first of equal ones. Where shapes differ they are broadcast.

import type { Input, LayerContext, Operation } from '../operation.ts';
import {
  bindChain,
  bindPair,
  bindReduction,
  broadcastShape,
  isSameShape,
  scratchPieces,
} from './broadcasting.ts';

/** The largest of two or more values. */
export interface MaximumSpec {
  readonly kind: 'maximum';
}

/** The smallest of two or more values. */
export interface MinimumSpec {
  readonly kind: 'minimum';
}

export const maximum = extremum<MaximumSpec>('maximum');
export const minimum = extremum<MinimumSpec>('minimum');

function extremum<Spec extends MaximumSpec | MinimumSpec>(kind: Spec['kind']): Operation<Spec> {
  return {
    fields: {} as Operation<Spec>['fields'],

    shapes: (_, inputs) => ({ output: broadcastShape(kind, inputs) }),

    memory: () => ({ readsInputs: true, readsOutput: true, addsGradient: true }),

    bind(_, context) {
      const { arena, inputs } = context;
      const forward = bindChain(arena, kind, context);
      const gradients = inputs.map((input) =>
        context.training ? bindGradient(kind, context, input) : undefined,
      );
      return {
        forward,
        backward(rows) {
          // Each takes its share out of the output's gradient, also those whose gradient nobody needs.
          for (const gradient of gradients) gradient?.(rows);
        },
      };
    },
  };
}

function bindGradient(
  kind: 'maximum' | 'minimum',
  { arena, output, rows }: LayerContext,
  input: Input,
): (rows: number) => void {
  const { kernels } = arena;
  const isWhole = isSameShape(input.shape, output.shape);
  const bytes = rows * output.size * 4;
  if (isWhole) {
    const scratch = scratchPieces(arena, [input.gradient ? 0 : bytes]);
    return (rows) => {
      const to = input.gradient || scratch()[0];
      const count = rows * output.size;
      kernels.routeGradient(to, output.gradient, output.address, input.address, count, input.adds);
    };
  }
  // The other extremum of x and the output is x, repeated.
  const other = kind === 'maximum' ? 'minimum' : 'maximum';
  const repeat = bindPair(arena, other, { a: input.shape, b: output.shape, output: output.shape });
  const reduction = bindReduction(arena, output.shape, input.shape);
  const pieces = [kernels.broadcastScratchBytes(), bytes, bytes, reduction.scratchBytes(rows)];
  const scratch = scratchPieces(arena, pieces);
  return (rows) => {
    const [, repeated, shares, rest] = scratch();
    const count = rows * output.size;
    repeat({ a: input.address, b: output.address, to: repeated, rows });
    kernels.routeGradient(shares, output.gradient, output.address, repeated, count, false);
    const { gradient: to, adds } = input;
    if (to) reduction.run({ from: shares, to, rows, adds }, rest);
  };
}

// Sums of values, each times a factor, with an activation: a = f(Σ factor · x). Addition, the shortcut of a residual block;
// subtraction; the average. Where shapes differ they are broadcast.

import { KernelError } from '../../../kernel-error.ts';
import { sizeOf } from '../../network/graph.ts';
import { activation, optional } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import type { Input, LayerContext, Operation } from '../operation.ts';
import { bindChain, bindReduction, broadcastShape, isSameShape, scratchPieces } from './broadcasting.ts';

/** The sum of two or more values. */
export interface AddSpec {
  readonly kind: 'add';
  /** Fused into the sum; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

/** The first value minus the second. */
export interface SubtractSpec {
  readonly kind: 'subtract';
  /** Fused into the difference; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

/** The mean of two or more values. */
export interface AverageSpec {
  readonly kind: 'average';
  /** Fused into the mean; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

type WeightedSumSpec = AddSpec | SubtractSpec | AverageSpec;

/** Of each input by its index, given how many there are. */
type Factor = (index: number, inputs: number) => number;

export const add = weightedSum<AddSpec>('add', () => 1);
export const subtract = weightedSum<SubtractSpec>('subtract', (index) => (index === 0 ? 1 : -1));
export const average = weightedSum<AverageSpec>('average', (_, inputs) => 1 / inputs);

function weightedSum<Spec extends WeightedSumSpec>(kind: Spec['kind'], factor: Factor): Operation<Spec> {
  return {
    fields: { activation: optional(activation) } as Operation<Spec>['fields'],
    takesActivation: true,

    shapes(_, inputs) {
      if (kind === 'subtract' && inputs.length > 2) {
        throw new KernelError('UNSUPPORTED', `subtract expects two inputs, received ${inputs.length}.`);
      }
      return { output: broadcastShape(kind, inputs) };
    },

    memory: ({ activation = 'linear' }, { inputs, output }) => ({
      readsInputs: false,
      readsOutput: activation !== 'linear',
      // A gradient that is scaled in place, at last, may lie there as well.
      passesGradient: inputs.every((shape) => isSameShape(shape, output)),
      addsGradient: true,
    }),

    bind({ activation = 'linear' }, context) {
      const { arena, inputs, output } = context;
      const { kernels } = arena;
      const code = activationCode(activation, arena);
      const forward = bindForward(context, factor, code);
      const passers = inputs.map((input, i) => bindGradient(context, input, factor(i, inputs.length)));
      return {
        forward,
        backward(rows) {
          const { gradient } = output;
          if (code) {
            kernels.biasActivationGradient(gradient, output.address, 1, rows * output.size, code, 0, false);
          }
          // What lies where the output's gradient does comes last, as it is overwritten.
          for (const isSame of [false, true]) {
            for (const [i, input] of inputs.entries()) {
              if (input.gradient && (input.gradient === gradient) === isSame) passers[i](rows);
            }
          }
        },
      };
    },
  };
}

function bindForward(
  { arena, inputs, output, rows }: LayerContext,
  factor: Factor,
  code: number,
): (rows: number) => void {
  const { kernels } = arena;
  const [first, ...others] = inputs;
  const isPlain = inputs.every(({ shape }) => isSameShape(shape, output.shape));
  const mean = factor(0, inputs.length);
  const isSum = factor(1, inputs.length) > 0;
  if (isPlain && isSum && mean === 1) {
    return (rows) => {
      const count = rows * output.size;
      let from = first.address;
      others.forEach(({ address }, i) => {
        kernels.addActivate(output.address, from, address, count, i === others.length - 1 ? code : 0);
        from = output.address;
      });
    };
  }
  const chain = bindChain(arena, isSum ? 'add' : 'subtract', { inputs, output, rows });
  return (count) => {
    chain(count);
    const { address, size } = output;
    if (mean !== 1) kernels.affine(address, address, count * size, mean, 0, false);
    if (code) kernels.biasActivation(address, 1, count * size, 0, code);
  };
}

/** Writes the gradient by one input, or adds it to what is there. */
function bindGradient(
  { arena, output, rows }: LayerContext,
  input: Input,
  factor: number,
): (rows: number) => void {
  const { kernels } = arena;
  const { gradient: to, adds } = input;
  if (isSameShape(input.shape, output.shape)) {
    return (rows) => {
      const [from, count] = [output.gradient, rows * output.size];
      if (factor !== 1) kernels.affine(to, from, count, factor, 0, adds);
      else if (adds) kernels.add(to, from, count);
      else if (to !== from) kernels.copy(to, from, count);
    };
  }
  const reduction = bindReduction(arena, output.shape, input.shape);
  const bytes = rows * sizeOf(input.shape) * 4;
  const scratch = scratchPieces(arena, [bytes, reduction.scratchBytes(rows)]);
  return (rows) => {
    const [sums, rest] = scratch();
    const [count, from] = [rows * input.size, output.gradient];
    reduction.run({ from, to: sums, rows, adds: false }, rest);
    kernels.affine(to, sums, count, factor, 0, adds);
  };
}

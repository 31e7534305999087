// For tests: tables of programs whose gradients are held against central differences, and those of their gradients too.
import { grads, memory, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { expectGradients, type GradientCase } from './numerical-gradient.ts';
import { APART, CURVED, LINEAR } from './random-gradient.ts';
import { randomOrder, randomTensor } from './random-tensor.ts';

/** A program of one or more tensors, by the shapes of its inputs. */
export interface Program {
  readonly forward: (...inputs: Tensor[]) => Tensor;
  /** Shapes of random inputs, or the inputs. */
  readonly inputs: readonly (readonly number[] | (() => Tensor))[];
  /** How the program bends: linear in each input, a curve, or straight pieces. A curve unless given. */
  readonly kind?: 'linear' | 'curve' | 'pieces';
  /** Whether its gradients are to be differentiated as well. */
  readonly twice?: boolean;
  readonly every?: number;
}

export type ProgramTable = Readonly<Record<string, Program>>;

const KINDS = { linear: LINEAR, curve: CURVED, pieces: APART } as const;

/** Declares a test of each program: its gradients, those of its gradients where asked for, and that no tensor is left. */
export function testGradients(programs: ProgramTable): void {
  it.each(Object.entries(programs))('%s', (_, program) => {
    const { forward, kind = 'curve', twice = false, every } = program;
    const before = memory().numTensors;
    tidy(() => {
      const inputs = program.inputs.map((input, which) => drawn(input, kind, which));
      const shared: Omit<GradientCase, 'forward'> = { inputs, ...KINDS[kind], every };
      expectGradients({ forward, ...shared });
      if (twice)
        for (const which of inputs.keys())
          expectGradients({
            forward: (...xs) => weightedGradient(forward, xs, which),
            ...shared,
            ...KINDS[kind === 'linear' ? 'linear' : kind],
          });
    });
    expect(memory().numTensors).toBe(before);
  });
}

function drawn(input: Program['inputs'][number], kind: Program['kind'], which: number): Tensor {
  if (typeof input === 'function') return input();
  if (kind !== 'pieces') return randomTensor([...input] as [number], which + 1);
  const count = input.reduce((product, length) => product * length, 1);
  // No two numbers of different inputs are equal either.
  const values = randomOrder(count, which + 7).map((value) => value + (which + 1) / 64);
  return tensor(values, [...input]);
}

// The gradient to one input, of Σ y · random squared: without the square nothing of a linear program would be left to bend.
function weightedGradient(forward: Program['forward'], inputs: Tensor[], which: number): Tensor {
  const loss = (...xs: Tensor[]) => {
    const y = forward(...xs);
    return sum(mul(mul(y, y), randomTensor(y.shape as [number], 5)));
  };
  return grads(loss)(inputs)[which];
}

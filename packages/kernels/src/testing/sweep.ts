// For tests: one operation over all shapes and kinds of numbers, as programs for same-on-cpu.ts.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Programs } from './same-on-cpu.ts';
import { type Kind, sampleTensor } from './sample-tensor.ts';

/** The backends' exp, log and tanh are not the same. */
export const TOLERANCE = { atol: 1e-6, rtol: 2e-5 };
export const FLOATS: Kind[] = ['unit', 'wide', 'special'];
const ALL: Kind[] = [...FLOATS, 'int', 'bool'];
const SHAPES = [[], [7], [3, 5], [2, 3, 4], [2, 3, 2, 5], [17, 13], [0], [2, 0, 3]];

/** An operation, on one tensor or a pair of them. */
export interface Swept {
  readonly run: (...tensors: Tensor[]) => Tensor;
  /** Where the numbers of the two backends may be compared; what is left out has a reason beside it. */
  readonly kinds?: readonly Kind[];
}

/** One program for each kind, shape and partner of that shape. */
export function programsOf({ run, kinds = ALL }: Swept, partners: (shape: number[]) => number[][]): Programs {
  const cases = kinds.flatMap((kind) =>
    SHAPES.flatMap((shape) => partners(shape).map((partner) => ({ kind, shape, partner }))),
  );
  return Object.fromEntries(
    cases.map(({ kind, shape, partner }) => [
      `${kind} [${shape}] with [${partner}]`,
      () => run(sampleTensor(shape, kind, 3), sampleTensor(partner, kind, 4)),
    ]),
  );
}

/** The partner of an operation that takes one tensor. */
export const alone = (shape: number[]) => [shape];
/** The shape as it is, a scalar, a row and a column of it. */
export const broadcast = (shape: number[]) =>
  shape.length < 2 ? [shape, []] : [shape, [], shape.slice(1), [...shape.slice(0, -1), 1]];

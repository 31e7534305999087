// For tests: programs over tensors of random shapes, with particulars drawn at random, the same in every run.
import { grad, mul, sum, type Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { Programs } from './same-on-cpu.ts';
import { type Kind, sampleTensor } from './sample-tensor.ts';

const { tuple, integer, constantFrom, infiniteStream } = fc;
const RUNS = 60;

/** Numbers from 0 on, to draw a program's particulars from. */
export type Draw = (below: number) => number;

/** What to draw programs of. */
export interface Drawn {
  readonly kinds: readonly Kind[];
  /** Most axes; at least one, six unless said. */
  readonly axes?: number;
  /** The program over a tensor of a random shape, with particulars of its own. */
  readonly program: (shape: readonly number[], draw: Draw) => (x: Tensor) => Tensor;
  readonly gradient?: boolean;
}

/** All axes in a random order. */
export function order(count: number, draw: Draw): number[] {
  const left = Array.from({ length: count }, (_, axis) => axis);
  return Array.from({ length: count }, () => left.splice(draw(left.length), 1)[0]);
}

/** Some of the axes, in order. */
export function someAxes(count: number, draw: Draw): number[] {
  return Array.from({ length: count }, (_, axis) => axis).filter(() => draw(2) === 1);
}

/** What to draw, and how it is called. */
export interface ProgramOptions {
  readonly name: string;
  readonly drawn: Drawn;
  readonly seed: number;
  /** Whether the programs give the gradient in place of the value. */
  readonly gradient: boolean;
}

/** Programs by names that tell their tensors: each has drawn its particulars, and is the same on both backends. */
export function drawPrograms({
  name,
  drawn: { kinds, axes = 6, program },
  seed,
  gradient,
}: ProgramOptions): Programs {
  const shape = fc.array(constantFrom(0, 1, 2, 3, 4, 5), { minLength: 1, maxLength: axes });
  const samples = fc.sample(
    tuple(constantFrom(...kinds), shape, infiniteStream(integer({ min: 0, max: 1e6 }))),
    { numRuns: RUNS, seed },
  );
  return Object.fromEntries(
    samples.map(([kind, lengths, numbers], index) => {
      const draw: Draw = (below) => (below > 0 ? (numbers.next().value as number) % below : 0);
      const run = program(lengths, draw);
      const value = (x: Tensor) => (gradient ? grad((y) => weighted(run(y)))(x) : run(x));
      return [`${name} ${index} of ${kind} [${lengths}]`, () => value(sampleTensor(lengths, kind, index))];
    }),
  );
}

const weighted = (y: Tensor) => sum(mul(y, sampleTensor(y.shape, 'unit', 9)));

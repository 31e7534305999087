// For tests: numbers that are the same in every run, programs over small graphs, and their gradients by finite differences.

import type { LossSpec } from '../graph/losses/specs.ts';
import { createGraphBuilder, type GraphBuilder } from '../graph/network/build-graph.ts';
import {
  createTrainingProgram,
  type GradientOptions,
  type LabelledRows,
  type TrainingProgram,
} from '../graph/program.ts';
import { threefry2x32 } from '../random-numbers/threefry.ts';
import type { Arithmetic } from '../wasm/wasm-module.ts';

/** A number from 0 to below 1 for each index. */
export const uniform = (index: number) => threefry2x32([7, 7], [index, 0])[0] / 2 ** 32;

export const step: GradientOptions = { scale: 1 / 4, step: 3, firstSample: 0 };

/** Gives all parameters numbers around 0. */
export function fill({ parameters }: TrainingProgram, size = 1): void {
  for (let i = 0; i < parameters.length; i++) parameters[i] = (uniform(i + 5e6) - 0.5) * size;
}

/** Floats from -1 to 1. */
export function floats(count: number, first = 0): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => 2 * uniform(i + first) - 1);
}

/** A program over what `build` adds to a graph; `build` returns the output's node. */
export function programOf(
  build: (builder: GraphBuilder) => number | readonly number[],
  options: { readonly rows?: number; readonly loss?: LossSpec; readonly arithmetic?: Arithmetic } = {},
): TrainingProgram {
  const { rows = 4, loss = { kind: 'categoricalCrossEntropy' }, arithmetic } = options;
  const builder = createGraphBuilder();
  const outputs = [build(builder)].flat();
  const losses = outputs.map((_, output) => ({ loss, output }));
  return createTrainingProgram({ graph: builder.graph(outputs), losses, rows, arithmetic });
}

/**
 * The largest difference between the program's gradient and central differences of its loss, over some of the first
 * `parameters` parameters, divided by the largest gradient among these. All by default.
 */
export function largestGradientError(
  program: TrainingProgram,
  data: LabelledRows,
  {
    epsilon = 3e-3,
    trials = 60,
    parameters = program.laneGradients[0].length,
  }: { readonly epsilon?: number; readonly trials?: number; readonly parameters?: number } = {},
): number {
  const loss = () =>
    program
      .gradient(data, step)
      .flat()
      .reduce((sum, value) => sum + value, 0) * step.scale;
  loss();
  const gradients = program.laneGradients[0].slice(0, parameters);
  const scale = Math.max(...gradients.map(Math.abs));
  let largest = 0;
  for (let trial = 0; trial < trials; trial++) {
    const at = Math.floor(uniform(trial + 9e6) * gradients.length);
    const value = program.parameters[at];
    const lossAt = (x: number) => {
      program.parameters[at] = x;
      return loss();
    };
    const numeric = (lossAt(value + epsilon) - lossAt(value - epsilon)) / (2 * epsilon);
    program.parameters[at] = value;
    largest = Math.max(largest, Math.abs(numeric - gradients[at]) / scale);
  }
  return largest;
}

// The way back, filled in: one example at a time, added up, and one step downhill.
import { type Example, examples, forward, type Parameters } from './start.ts';

/** The slope of the mean cost along each of the nine numbers. */
export function gradients(parameters: Parameters): Parameters {
  const parts = examples.map((example) => gradientsOf(parameters, example));
  const mean = (value: (part: Parameters) => number) =>
    parts.reduce((sum, part) => sum + value(part), 0) / parts.length;
  const pair = (values: (part: Parameters) => readonly [number, number]) =>
    [mean((part) => values(part)[0]), mean((part) => values(part)[1])] as const;
  return {
    w1: [pair(({ w1 }) => w1[0]), pair(({ w1 }) => w1[1])],
    b1: pair(({ b1 }) => b1),
    w2: pair(({ w2 }) => w2),
    b2: mean(({ b2 }) => b2),
  };
}

function gradientsOf(parameters: Parameters, { x, y }: Example): Parameters {
  const { a1, a2 } = forward(parameters, x);
  const delta2 = a2 - y;
  const delta = (unit: 0 | 1) => parameters.w2[unit] * delta2 * (1 - a1[unit] ** 2);
  const delta1 = [delta(0), delta(1)] as const;
  return {
    w1: [
      [delta1[0] * x[0], delta1[0] * x[1]],
      [delta1[1] * x[0], delta1[1] * x[1]],
    ],
    b1: delta1,
    w2: [delta2 * a1[0], delta2 * a1[1]],
    b2: delta2,
  };
}

/** The parameters after one step against the slope. */
export function step(parameters: Parameters, learningRate: number): Parameters {
  const slope = gradients(parameters);
  const move = (value: number, along: number) => value - learningRate * along;
  const movePair = (values: readonly [number, number], along: readonly [number, number]) =>
    [move(values[0], along[0]), move(values[1], along[1])] as const;
  return {
    w1: parameters.w1.map((row, unit) => movePair(row, slope.w1[unit])),
    b1: movePair(parameters.b1, slope.b1),
    w2: movePair(parameters.w2, slope.w2),
    b2: move(parameters.b2, slope.b2),
  };
}

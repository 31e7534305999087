// One neuron, by hand: a weighted sum, a bend, and the slope of the bend. The lesson's text is in lesson.md.

/** What a neuron has learned: one weight for each input, and a bias. */
export interface Neuron {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** z: each input times its weight, all added up, and the bias. Your turn. */
export function weightedSum(_neuron: Neuron, _inputs: readonly number[]): number {
  return 0;
}

/** a: from any z to a number between 0 and 1, 1/2 at z = 0. Your turn. */
export function sigmoid(_z: number): number {
  return 0;
}

/** How steep the sigmoid is, told from its value a. Your turn. */
export function sigmoidSlope(_a: number): number {
  return 0;
}

/** A neuron that is above 1/2 where at least one of its two inputs is 1. Your turn: find the three numbers. */
export const or: Neuron = { weights: [0, 0], bias: 0 };

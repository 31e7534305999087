// How wrong is the answer, and which way is better? Two costs on one sigmoid. The lesson's text is in lesson.md.

/** (a - y)². Your turn. */
export function squaredError(_a: number, _y: number): number {
  return 0;
}

/** The logarithm's cost: 0 for a sure and right answer, without bound for a sure and wrong one. Your turn. */
export function crossEntropy(_a: number, _y: number): number {
  return 0;
}

/** Slope of the squared error along z, through the sigmoid that made a of z. Your turn. */
export function squaredErrorSlope(_a: number, _y: number): number {
  return 0;
}

/** Slope of the cross-entropy along z, through the same sigmoid. Your turn: it becomes very short. */
export function crossEntropySlope(_a: number, _y: number): number {
  return 0;
}

/** One step down the slope, from z, for one example with target y. Your turn. */
export function roll(z: number, _ball: { y: number; learningRate: number }): number {
  return z;
}

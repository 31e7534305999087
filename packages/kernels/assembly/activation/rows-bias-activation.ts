// Bias and activation of many rows of few columns: neighbouring rows are taken as one, under a bias that is repeated for
// each, since rows that fill no vectors are slow. Not here: what an activation is (activation.ts).
import { LINEAR, biasActivation } from './activation';
import { repeatRows } from '../memory/repeat';

/** Floats that a row is widened to, at least. */
const WIDE: i32 = 128;

/** Scratch bytes of rowsBiasActivation. */
export function rowsBiasScratchBytes(columns: i32): usize {
  return <usize>(rowsInOne(columns, i32.MAX_VALUE) * columns) << 2;
}

/** How many of `rows` rows are taken as one; a few, if there are few. */
export function rowsInOne(columns: i32, rows: i32): i32 {
  // As many as fill vectors without rest.
  const whole = columns & 1 ? 4 : columns & 2 ? 2 : 1;
  let together = whole;
  if (columns > 0) while (together * columns < WIDE && together + whole <= rows >> 2) together += whole;
  return together;
}

/** As biasActivation: z[rows, columns] += bias, then a = activation(z), in place. */
export function rowsBiasActivation(
  z: usize, rows: i32, columns: i32, bias: usize, activation: i32, scratch: usize,
): void {
  if (!bias && activation == LINEAR) return;
  if (!bias) return biasActivation(z, 1, rows * columns, 0, activation);
  const group = rowsInOne(columns, rows), wide = rows / group;
  if (group == 1 || wide < 2) return biasActivation(z, rows, columns, bias, activation);
  repeatRows(bias, 1, columns, group, scratch);
  biasActivation(z, wide, group * columns, scratch, activation);
  biasActivation(z + (<usize>(wide * group * columns) << 2), rows - wide * group, columns, bias, activation);
}

// For tests: random numbers in [0, 1) by their index, the same in every run.
import { threefry2x32 } from '../random-numbers/threefry.ts';

export const uniform = (index: number) => threefry2x32([7, 7], [index, 0])[0] / 2 ** 32;

// A network for XOR whose nine numbers were chosen by hand, so that one can read what each unit does: the first hidden
// unit says "at least one", the second "both", and the output wants the first without the second. Networks that find
// such numbers by themselves: lessons 4 and 5.

/** One unit: a weight for each input, and a bias. */
interface Unit {
  readonly weights: readonly [number, number];
  readonly bias: number;
}

export const xorUnits = {
  atLeastOne: { weights: [4, 4], bias: -2 },
  both: { weights: [4, 4], bias: -6 },
  output: { weights: [3, -3], bias: -3 },
} as const satisfies Record<string, Unit>;

const sum = ({ weights, bias }: Unit, [first, second]: readonly [number, number]): number =>
  weights[0] * first + weights[1] * second + bias;

/** What each unit gives: tanh for the hidden ones, a sigmoid for the output. Inputs are 0 or 1. */
export function xorByHand(inputs: readonly [number, number]): {
  atLeastOne: number;
  both: number;
  output: number;
} {
  const atLeastOne = Math.tanh(sum(xorUnits.atLeastOne, inputs));
  const both = Math.tanh(sum(xorUnits.both, inputs));
  const z = sum(xorUnits.output, [atLeastOne, both]);
  return { atLeastOne, both, output: 1 / (1 + Math.exp(-z)) };
}

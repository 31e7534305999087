// A network for XOR whose nine numbers were chosen by hand, so that one can read what each unit does: the first hidden
// unit says "at least one", the second "both", and the output wants the first without the second. All units are sigmoids:
// no value is below 0, so that a line with a positive weight never takes away, and one with a negative weight never adds.
// Networks that find such numbers by themselves: lessons 4 and 5.

/** One unit: a weight for each input, and a bias. */
interface Unit {
  readonly weights: readonly [number, number];
  readonly bias: number;
}

export const xorUnits = {
  atLeastOne: { weights: [8, 8], bias: -4 },
  both: { weights: [8, 8], bias: -12 },
  output: { weights: [6, -6], bias: -3 },
} as const satisfies Record<string, Unit>;

const sum = ({ weights, bias }: Unit, [first, second]: readonly [number, number]): number =>
  weights[0] * first + weights[1] * second + bias;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** What each unit gives, in 0..1. Inputs are 0 or 1. */
export function xorByHand(inputs: readonly [number, number]): {
  atLeastOne: number;
  both: number;
  output: number;
} {
  const atLeastOne = sigmoid(sum(xorUnits.atLeastOne, inputs));
  const both = sigmoid(sum(xorUnits.both, inputs));
  return { atLeastOne, both, output: sigmoid(sum(xorUnits.output, [atLeastOne, both])) };
}

// For tests: shapes of few numbers, whose lengths are what loops tell apart.
import fc from 'fast-check';

const FEW = 20_000;
const lengths = fc.constantFrom<number>(0, 1, 1, 2, 3, 4, 5, 7, 16, 19, 35);

/** A shape of one to `maxAxes` axes; of no numbers sometimes. */
export function drawnShape({ maxAxes }: { readonly maxAxes: number }): fc.Arbitrary<number[]> {
  return fc.array(lengths, { minLength: 1, maxLength: maxAxes }).filter((shape) => sizeOf(shape) < FEW);
}

/** How many numbers a tensor of that shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

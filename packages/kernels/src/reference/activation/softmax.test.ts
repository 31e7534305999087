// Softmax along any axis against the reference, the bits of four rows at a time against those of one, and gradients by
// differences in 64 bits.
import { describe, expect, it } from 'vitest';
import { kernelMemory } from '../../testing/kernel-memory.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { uniform } from '../../testing/uniform.ts';
import { type AlongAxis, logSoftmax, softmax } from './softmax.ts';

const shapes: readonly AlongAxis[] = [
  { outer: 1, length: 1, inner: 1 },
  { outer: 7, length: 10, inner: 1 },
  { outer: 4, length: 13, inner: 1 },
  { outer: 2, length: 5, inner: 3 },
  { outer: 3, length: 4, inner: 9 },
  { outer: 1, length: 17, inner: 8 },
];

const draw = (count: number, seed: number, size = 8) =>
  Array.from({ length: count }, (_, i) => Math.fround(size * (uniform(i + seed) - 0.5)));

describe.each([
  { name: 'softmax', isLog: false, f: softmax },
  { name: 'its logarithm', isLog: true, f: logSoftmax },
])('$name', ({ isLog, f }) => {
  it.each(shapes)('over the middle axis of [$outer, $length, $inner]', (shape) => {
    const { outer, length, inner } = shape;
    const count = outer * length * inner;
    const [z, upstream] = [draw(count, 0), draw(count, 900, 2)];
    const memory = kernelMemory();
    const [a, gradient] = [memory.floats(z), memory.floats(upstream)];
    memory.kernels.softmaxAxis(isLog, a, outer, length, inner);
    expectClose(memory.readFloats(a, count), f(z, shape), { atol: 2e-7, rtol: 1e-6 });
    memory.kernels.softmaxAxisGradient(isLog, gradient, a, outer, length, inner);
    const weighted = (moved: number[]) => f(moved, shape).reduce((sum, y, i) => sum + y * upstream[i], 0);
    const slopes = z.map(
      (value, i) => (weighted(z.with(i, value + 1e-5)) - weighted(z.with(i, value - 1e-5))) / 2e-5,
    );
    expectClose(memory.readFloats(gradient, count), slopes, { atol: 2e-6, rtol: 2e-6 });
  });

  it('shifts rows of large numbers, and gives NaN where one is', () => {
    const memory = kernelMemory();
    const a = memory.floats([3e38, 3e38, -3e38, 1, Number.NaN, 2]);
    memory.kernels.softmaxAxis(isLog, a, 2, 3, 1);
    const half = isLog ? -Math.LN2 : 0.5;
    const [first, second, third, ...rest] = memory.readFloats(a, 6);
    expectClose([first, second], [half, half], { atol: 1e-7, rtol: 0 });
    expect(third).toBe(isLog ? Number.NEGATIVE_INFINITY : 0);
    expect(rest).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

it('a row has the same bits alone and among others', () => {
  for (const classes of [1, 2, 3, 4, 10, 100]) {
    const z = draw(11 * classes, classes);
    const memory = kernelMemory();
    const together = memory.floats(z);
    memory.kernels.softmax(together, 11, classes);
    const alone = Array.from({ length: 11 }, (_, row) => {
      const at = memory.floats(z.slice(row * classes, (row + 1) * classes));
      memory.kernels.softmax(at, 1, classes);
      return memory.readFloats(at, classes);
    });
    expect(memory.readFloats(together, z.length)).toEqual(alone.flat());
  }
});

it('sums the exponentials one after another, as it has since the first recorded runs', () => {
  const z = draw(10, 77);
  const memory = kernelMemory();
  const exponentials = memory.floats(z.map((value) => value - Math.max(...z)));
  memory.kernels.exp(exponentials, exponentials, 10);
  const e = memory.readFloats(exponentials, 10);
  const sum = e.reduce((total, value) => Math.fround(total + value), 0);
  const p = memory.floats(z);
  memory.kernels.softmax(p, 1, 10);
  expect(memory.readFloats(p, 10)).toEqual(e.map((value) => Math.fround(value / sum)));
});

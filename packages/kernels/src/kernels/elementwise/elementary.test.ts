// The accuracy of the elementary functions of the 'wasm' backend, this package's and those of the backend that a training step
// calls: the table of the README. The references are JavaScript's, in 64 bits.
import {
  add,
  cos,
  elu,
  erf,
  exp,
  expm1,
  log,
  log1p,
  mul,
  selu,
  sigmoid,
  sin,
  softplus,
  type Tensor1D,
  tanh,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

/** |received - exact| <= relative * |exact| + absolute. */
interface Bound {
  readonly relative: number;
  readonly absolute: number;
}

interface Case {
  readonly name: string;
  readonly run: (x: Tensor1D) => Tensor1D;
  readonly exact: (x: number) => number;
  readonly from: number;
  readonly to: number;
  readonly bound: Bound;
}

const relatively = (relative: number): Bound => ({ relative, absolute: 0 });
const absolutely = (absolute: number): Bound => ({ relative: 0, absolute });

// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];

const cases: readonly Case[] = [
  { name: 'exp', run: exp, exact: Math.exp, from: -87, to: 88.7, bound: relatively(2e-7) },
  { name: 'expm1', run: expm1, exact: Math.expm1, from: -87, to: 88.7, bound: relatively(4e-7) },
  { name: 'log', run: log, exact: Math.log, from: 1e-38, to: 1e6, bound: relatively(2e-7) },
  { name: 'log1p', run: log1p, exact: Math.log1p, from: -0.999, to: 1e6, bound: relatively(3e-7) },
  { name: 'tanh', run: tanh, exact: Math.tanh, from: -20, to: 20, bound: relatively(2e-7) },
  { name: 'softplus', run: softplus, exact: exactSoftplus, from: -80, to: 80, bound: relatively(4e-7) },
  { name: 'selu', run: selu, exact: exactSelu, from: -80, to: 80, bound: relatively(4e-7) },
  { name: 'sigmoid', run: sigmoid, exact: exactSigmoid, from: -80, to: 80, bound: relatively(4e-7) },
  { name: 'elu', run: elu, exact: exactElu, from: -80, to: 80, bound: relatively(2e-7) },
  { name: 'sin', run: sin, exact: Math.sin, from: -1e6, to: 1e6, bound: absolutely(1e-7) },
  { name: 'cos', run: cos, exact: Math.cos, from: -1e6, to: 1e6, bound: absolutely(1e-7) },
  { name: 'sin near 0', run: sin, exact: Math.sin, from: -1.5, to: 1.5, bound: relatively(2e-7) },
  { name: 'erf', run: erf, exact: exactErf, from: -6, to: 6, bound: absolutely(1e-7) },
  {
    name: 'gelu, as x (1 + erf(x / sqrt 2)) / 2',
    run: (x) => mul(mul(0.5, x), add(1, erf(mul(x, Math.SQRT1_2)))),
    exact: (x) => 0.5 * x * (1 + exactErf(x * Math.SQRT1_2)),
    from: -6,
    to: 6,
    bound: absolutely(5e-7),
  },
];

function exactSoftplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function exactElu(x: number): number {
  return x < 0 ? Math.expm1(x) : x;
}

function exactSelu(x: number): number {
  return scale * (x < 0 ? alpha * Math.expm1(x) : x);
}

function exactSigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

// The series around 0, and the continued fraction where that converges slowly.
function exactErf(x: number): number {
  const size = Math.abs(x);
  if (size > 3) {
    let fraction = 0;
    for (let k = 100; k > 0; k--) fraction = k / 2 / (size + fraction);
    return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction));
  }
  let [sum, term] = [0, x];
  for (let n = 0; Math.abs(term) > 1e-18; n++) {
    sum += term / (2 * n + 1);
    term *= (-x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

// Evenly over the range, and towards 0 from both sides. An odd number of them, so that a vector is left in part empty.
function samplesOf(from: number, to: number): Float32Array {
  const even = Array.from({ length: 100_001 }, (_, i) => from + ((to - from) * i) / 100_000);
  const small = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? -1 : 1) * Math.exp(-i / 400));
  return Float32Array.from([...even, ...small.filter((x) => from <= x && x <= to)]);
}

describe('stays within the stated bound', () => {
  it.each(cases)('$name', ({ run, exact, from, to, bound }) => {
    const x = samplesOf(from, to);
    const received = tidy(() => run(tensor1d(x)).dataSync());
    const beyond = Array.from(x, (value, i) => {
      const expected = exact(value);
      const allowed = bound.relative * Math.abs(expected) + bound.absolute;
      return Math.abs(received[i] - expected) > allowed
        ? { x: value, expected, received: received[i] }
        : undefined;
    }).filter((found) => found !== undefined);
    expect(beyond.slice(0, 3)).toEqual([]);
  });
});

/** The smallest float above 0, which is as near as the smallest results can come. */
const smallest = 2 ** -149;

describe('ends as in 64 bits', () => {
  it('sin, cos and erf', () => {
    const [nan, infinity] = [Number.NaN, Number.POSITIVE_INFINITY];
    const at = (run: (x: Tensor1D) => Tensor1D, ...x: number[]) =>
      tidy(() => [...run(tensor1d(x)).dataSync()]);
    expect(at(sin, nan, infinity, -infinity, 0)).toEqual([nan, nan, nan, 0]);
    expect(at(cos, nan, infinity, -infinity, 0, -0)).toEqual([nan, nan, nan, 1, 1]);
    expect(Math.max(...at(sin, 1e10, 1e20, 3e38).map(Math.abs))).toBeLessThanOrEqual(1);
    expect(at(erf, nan, infinity, -infinity, 0, 5, -30)).toEqual([nan, 1, -1, 0, 1, -1]);
  });

  const ends = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, -2, 1e-40];
  const atTheEnds = { exp, expm1, log, log1p, tanh, softplus, selu };
  const exact = {
    ...{ exp: Math.exp, expm1: Math.expm1, log: Math.log, log1p: Math.log1p, tanh: Math.tanh },
    ...{ softplus: exactSoftplus, selu: exactSelu },
  };
  it.each(Object.entries(atTheEnds))('%s', (name, run) => {
    const received = tidy(() => [...run(tensor1d(ends)).dataSync()]);
    const expected = ends.map((x) => exact[name as keyof typeof exact](Math.fround(x)));
    for (const [i, value] of expected.entries()) {
      if (Number.isFinite(value))
        expect(Math.abs(received[i] - value)).toBeLessThanOrEqual(4e-7 * Math.abs(value) + smallest);
      else expect(Object.is(received[i], value)).toBe(true);
    }
  });
});

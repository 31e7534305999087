// The references by numbers from elsewhere, and the compiled activations against them: their outputs, and their derivatives
// by differences in 64 bits.
import { describe, expect, it } from 'vitest';
import { kernelMemory } from '../../testing/kernel-memory.ts';
import { expectClose, type Tolerance } from '../../testing/tolerance.ts';
import { activations, errorFunctionComplement, parametricActivations } from './activations.ts';

type Activation = (z: number) => number;

const ROUNDING: Tolerance = { atol: 3e-7, rtol: 1e-6 };
const DIFFERENCE = 1e-5;

// Away from the corners, where the two sides' slopes differ; not a multiple of four of them.
const inputs = Array.from({ length: 403 }, (_, i) => (i - 201) / 16 + 0.001);
const upstream = inputs.map((_, i) => ((i * 7) % 11) / 5 - 1);

function slope(f: Activation, z: number): number {
  return (f(z + DIFFERENCE) - f(z - DIFFERENCE)) / (2 * DIFFERENCE);
}

describe('the references', () => {
  // Abramowitz & Stegun, table 7.1; for 4 and 5 the asymptotic series there.
  it.each([
    [0, 1],
    [0.5, 1 - 0.5204998778],
    [1, 1 - 0.8427007929],
    [-1, 1 + 0.8427007929],
    [2, 1 - 0.995322265],
    [3, 2.2090497e-5],
    [4, 1.54172579e-8],
  ])('erfc(%d)', (x, expected) => {
    expectClose([errorFunctionComplement(x)], [expected], { atol: 1e-10, rtol: 1e-8 });
  });

  it('have the values of their papers', () => {
    // PyTorch 1.13 in float64: F.gelu, F.gelu with tanh, F.silu, F.mish of 1 and -1.
    expectClose([activations.gelu(1), activations.gelu(-1)], [0.8413447460685429, -0.15865525393145707], {
      atol: 1e-14,
      rtol: 0,
    });
    expectClose(
      [activations.gelu_new(1), activations.gelu_new(-1)],
      [0.8411919906082768, -0.15880800939172324],
      {
        atol: 1e-14,
        rtol: 0,
      },
    );
    expectClose([activations.swish(1), activations.swish(-1)], [0.7310585786300049, -0.2689414213699951], {
      atol: 1e-14,
      rtol: 0,
    });
    expectClose([activations.mish(1), activations.mish(-1)], [0.8650983882673103, -0.30340146137410895], {
      atol: 1e-14,
      rtol: 0,
    });
  });
});

/** In the order of assembly/activation/activation.ts. */
const fromOutput = [
  'linear',
  'relu',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
  'relu6',
] as const;

/** a and the gradient by z, as biasActivation and biasActivationGradient give them. */
function throughOutput(code: (memory: ReturnType<typeof kernelMemory>) => number) {
  const memory = kernelMemory();
  const activation = code(memory);
  const a = memory.floats(inputs);
  memory.kernels.biasActivation(a, 1, inputs.length, 0, activation);
  const gradient = memory.floats(upstream);
  memory.kernels.biasActivationGradient(gradient, a, 1, inputs.length, activation, 0, false);
  return {
    a: memory.readFloats(a, inputs.length),
    gradient: memory.readFloats(gradient, inputs.length),
  };
}

function expectActivation(received: { a: number[]; gradient: number[] }, f: Activation): void {
  const exact = inputs.map((z) => Math.fround(z));
  expectClose(received.a, exact.map(f), ROUNDING);
  const expected = exact.map((z, i) => Math.fround(upstream[i]) * slope(f, z));
  expectClose(received.gradient, expected, { atol: 3e-6, rtol: 3e-6 });
}

describe('the derivative from the output', () => {
  it.each([...fromOutput.entries()])('%i %s', (number, name) => {
    const received = throughOutput(() => number);
    expectActivation(received, activations[name]);
  });

  it.each([
    { number: 11, name: 'clippedRelu', parameter: 2.5 },
    { number: 12, name: 'leakyRelu', parameter: 0.3 },
    { number: 12, name: 'leakyRelu', parameter: 0 },
    { number: 13, name: 'elu', parameter: 0.7 },
    { number: 14, name: 'thresholdedRelu', parameter: 1.03 },
    { number: 14, name: 'thresholdedRelu', parameter: 0 },
  ] as const)('$number $name with $parameter, by the address of a record', ({ number, name, parameter }) => {
    const bits = new Int32Array(Float32Array.of(parameter).buffer)[0];
    const received = throughOutput((memory) => memory.integers([...Array(16).fill(0), number, bits]) + 64);
    const rounded = Math.fround(parameter);
    expectActivation(received, (z) => parametricActivations[name](z, rounded));
  });
});

describe('the derivative from the input', () => {
  const names = ['gelu', 'gelu_new', 'swish', 'mish'] as const;

  it.each([...names.entries()])('%i %s', (which, name) => {
    const memory = kernelMemory();
    const z = memory.floats(inputs);
    const [a, gradient] = [memory.floats(inputs), memory.floats(upstream)];
    const count = inputs.length;
    memory.kernels.selfGated(which, a, a, count);
    memory.kernels.selfGatedGradient(which, gradient, gradient, z, count, false);
    const received = { a: memory.readFloats(a, count), gradient: memory.readFloats(gradient, count) };
    expectActivation(received, activations[name]);
    const sum = memory.floats(received.gradient);
    memory.kernels.selfGatedGradient(which, sum, memory.floats(upstream), z, count, true);
    const doubled = received.gradient.map((value) => Math.fround(2 * value));
    expect(memory.readFloats(sum, count)).toEqual(doubled);
  });

  it.each([...names.entries()])('%i %s keeps its relative precision far below zero', (which, name) => {
    const far = Array.from({ length: 61 }, (_, i) => -i / 8);
    const memory = kernelMemory();
    const a = memory.floats(far);
    memory.kernels.selfGated(which, a, a, far.length);
    expectClose(memory.readFloats(a, far.length), far.map(activations[name]), { atol: 0, rtol: 1e-5 });
  });

  it.each([...names.entries()])(
    '%i %s has finite values and slopes of large numbers, NaN of NaN',
    (which) => {
      const large = [-3e38, -1e20, -1e10, -200, 200, 1e10, 1e20, 3e38];
      const memory = kernelMemory();
      const a = memory.floats([...large, Number.NaN]);
      const slopes = memory.floats(Array(9).fill(1));
      memory.kernels.selfGatedGradient(which, slopes, slopes, a, 9, false);
      memory.kernels.selfGated(which, a, a, 9);
      const expected = large.map((z) => Math.max(0, Math.fround(z)));
      expectClose(memory.readFloats(a, 9), [...expected, Number.NaN], { atol: 1e-30, rtol: 0 });
      expectClose(memory.readFloats(slopes, 9), [0, 0, 0, 0, 1, 1, 1, 1, Number.NaN], {
        atol: 1e-30,
        rtol: 0,
      });
    },
  );
});

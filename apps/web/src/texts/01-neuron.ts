// Every word that lesson 01-neuron shows, apart from the prose in `lessons/01-neuron/lesson.md`.
import { fixed } from './quantities.ts';

interface Settings {
  x1: number;
  x2: number;
  w1: number;
  w2: number;
  b: number;
}

export const texts = {
  neuron: 'Weigh and add',
  x1: 'Input x₁',
  x2: 'Input x₂',
  w1: 'Weight w₁',
  w2: 'Weight w₂',
  b: 'Bias b',
  bend: 'Bend',
  activation: 'Activation',
  value: (a: string) => `a = f(z) = ${a}`,
  slope: (slope: string) => `slope f′(z) = ${slope}`,
  diagram: ({ x1, x2, w1, w2, b }: Settings, { z, a }: { z: number; a: number }) =>
    `A neuron. Input ${fixed(x1)} with weight ${fixed(w1)}, input ${fixed(x2)} with weight ${fixed(w2)}, bias ${fixed(b)}; the sum is ${fixed(z)}, the answer ${fixed(a)}.`,
  contributions: (
    { b }: Settings,
    { products: [p1, p2], z }: { products: readonly [number, number]; z: number },
  ) => `The sum in parts: ${fixed(p1)}, then ${fixed(p2)}, then the bias ${fixed(b)}: together ${fixed(z)}.`,
  bendPlot: ({ z, a, slope }: { z: number; a: number; slope: number }) =>
    `The activation over z, and its slope. At z = ${fixed(z)} the value is ${fixed(a, 3)} and the slope ${fixed(slope, 3)}.`,
  planeTitle: 'What it says everywhere',
  plane:
    'The plane of all inputs, coloured by the neuron’s answer, with the straight line where the sum is zero. The inputs, the weights and the line can be moved.',
  planeText:
    'Every point of this square is a pair of inputs; its colour is the neuron’s answer. Drag the ring to choose the inputs, and the tip of the dashed arrow to choose the weights. The line, where the sum is zero, is always at right angles to the arrow; drag it by its thick part, and the bias shifts it.',
  inputsHandle: 'Inputs',
  weightsHandle: 'Weights',
  biasHandle: 'Bias',
  one: (name: string, value: number) => `${name} ${fixed(value)}`,
  pair: (first: string, a: number, second: string, b: number) =>
    `${first} ${fixed(a)}, ${second} ${fixed(b)}`,
  gate: 'Find the weights for',
  gates: {
    none: 'nothing in particular',
    and: 'AND: both',
    or: 'OR: at least one',
    nand: 'NAND: not both',
    xor: 'XOR: exactly one',
  },
  verdict: (right: number) =>
    right === 4 ? 'All four are right.' : `${right} of 4 ${right === 1 ? 'is' : 'are'} right.`,
  xorTitle: 'Three of four is the best there is',
  xorText:
    'However you turn and shift it, one straight line can’t part these four points. That takes a second layer.',
  curveTex: {
    sigmoid: 'a = \\frac{1}{1 + e^{-z}}',
    tanh: 'a = \\tanh z = \\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}',
    relu: 'a = \\max(0, z)',
    linear: 'a = z',
    elu: 'a = z \\ \\text{above } 0, \\quad e^{z} - 1 \\ \\text{below}',
    selu: 'a = 1.0507 \\cdot \\big(z \\ \\text{above } 0, \\quad 1.6733\\,(e^{z} - 1) \\ \\text{below}\\big)',
    softplus: 'a = \\ln(1 + e^{z})',
    softsign: 'a = \\frac{z}{1 + |z|}',
    hard_sigmoid: 'a = 0.2\\,z + 0.5, \\quad \\text{cut off at } 0 \\text{ and } 1',
    exponential: 'a = e^{z}',
  },
  slopeTex: {
    sigmoid: "f'(z) = a\\,(1 - a)",
    tanh: "f'(z) = 1 - a^2",
    relu: "f'(z) = 1 \\ \\text{above } 0, \\quad 0 \\ \\text{below}",
    linear: "f'(z) = 1",
    elu: "f'(z) = 1 \\ \\text{above } 0, \\quad a + 1 \\ \\text{below}",
    selu: "f'(z) = 1.0507 \\ \\text{above } 0, \\quad a + 1.7581 \\ \\text{below}",
    softplus: "f'(z) = 1 - e^{-a}",
    softsign: "f'(z) = (1 - |a|)^2",
    hard_sigmoid: "f'(z) = 0.2 \\ \\text{between the kinks}, \\quad 0 \\ \\text{outside}",
    exponential: "f'(z) = a",
  },
} as const;

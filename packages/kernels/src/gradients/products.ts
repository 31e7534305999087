// The gradient of einsum: of each tensor another einsum, of the gradient and the other tensor.
import { type GradConfig, type NamedAttrMap, reshape, type Tensor, tile } from '@tensorflow/tfjs-core';
import { contracted, parseEquation } from '../kernels/product/Einsum.ts';
import type { InputGradients } from './gradient.ts';

interface Term {
  readonly dy: Tensor;
  readonly output: string;
  /** The other tensor, if there is one. */
  readonly others: readonly { x: Tensor; term: string }[];
  readonly term: string;
  readonly shape: number[];
}

// Axes that only this tensor has were summed up: the gradient is the same all along them.
function termGradient({ dy, output, others, term, shape }: Term): Tensor {
  const known = [output, ...others.map((other) => other.term)].join('');
  const kept = [...term].filter((letter) => known.includes(letter)).join('');
  const gradient = contracted([dy, ...others.map(({ x }) => x)], {
    terms: [output, ...others.map((other) => other.term)],
    output: kept,
  });
  if (kept === term) return gradient;
  const isKept = (axis: number) => kept.includes(term[axis]);
  const narrow = reshape(
    gradient,
    shape.map((length, axis) => (isKept(axis) ? length : 1)),
  );
  return tile(
    narrow,
    shape.map((length, axis) => (isKept(axis) ? 1 : length)),
  );
}

const ofEinsum: GradConfig = {
  kernelName: 'Einsum',
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs): InputGradients => {
    const { equation } = attrs as NamedAttrMap & { equation: string };
    const { terms, output } = parseEquation(equation, saved);
    const gradient = (which: number) =>
      termGradient({
        dy: [dy].flat()[0],
        output,
        others: saved.map((x, i) => ({ x, term: terms[i] })).toSpliced(which, 1),
        term: terms[which],
        shape: saved[which].shape,
      });
    return Object.fromEntries(saved.map((_, which) => [which, () => gradient(which)]));
  },
};

export const productGradients: readonly GradConfig[] = [ofEinsum];

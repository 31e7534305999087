// tfjs kernel Einsum: sums of products of two tensors, or sums of one, over the axes that an equation names; the wasm backend
// has none. Two tensors are multiplied as matrices, [shared, rows, summed] by [shared, summed, columns].
import {
  backend_util,
  matMul,
  mul,
  type NamedTensorInfoMap,
  reshape,
  sum,
  type Tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { attributes, type TrainingKernel } from '../training-kernel.ts';

export const einsum: TrainingKernel = {
  name: 'Einsum',
  run(call) {
    const tensors = Object.values(call.inputs as NamedTensorInfoMap & Record<string, Tensor>);
    const { equation } = attributes<{ equation: string }>(call);
    const { terms, output } = parseEquation(equation, tensors);
    const result = tidy(() => contracted(tensors, { terms, output }));
    return tensors.includes(result) ? call.heap.share(result) : result;
  },
};

/** The axes of each tensor and of the output, a letter each. */
export interface Equation {
  readonly terms: readonly string[];
  readonly output: string;
}

/** Reads 'ij,jk->ik'. Throws tfjs' errors where it is none, or does not go with the tensors. */
export function parseEquation(equation: string, tensors: readonly Tensor[]): Equation {
  const plain = equation.replaceAll(/\s/g, '');
  const { allDims, idDims } = backend_util.decodeEinsumEquation(plain, tensors.length);
  backend_util.checkEinsumDimSizes(allDims.length, idDims, [...tensors]);
  const [inputs, output] = plain.split('->');
  return { terms: inputs.split(','), output };
}

/** What an equation makes of one or two tensors, of operations that tfjs differentiates. */
export function contracted(tensors: readonly Tensor[], { terms, output }: Equation): Tensor {
  const [a, b] = terms.map((term, which) => {
    const others = [output, ...terms.toSpliced(which, 1)].join('');
    return summed(tensors[which], term, (letter) => others.includes(letter));
  });
  if (!b) return ordered(a, output);
  const shared = [...a.term].filter((letter) => b.term.includes(letter));
  const batch = shared.filter((letter) => output.includes(letter));
  const inner = shared.filter((letter) => !output.includes(letter));
  const rows = [...a.term].filter((letter) => !shared.includes(letter));
  const columns = [...b.term].filter((letter) => !shared.includes(letter));
  if (inner.length === 0) return products(a, b, output);
  const lengths = new Map(
    [a, b].flatMap(({ term, x }) => [...term].map((letter, i) => [letter, x.shape[i]])),
  );
  const size = (letters: string[]) =>
    letters.reduce((product, letter) => product * Number(lengths.get(letter)), 1);
  const left = reshape(ordered(a, [...batch, ...rows, ...inner].join('')), [
    size(batch),
    size(rows),
    size(inner),
  ]);
  const right = reshape(ordered(b, [...batch, ...columns, ...inner].join('')), [
    size(batch),
    size(columns),
    size(inner),
  ]);
  const letters = [...batch, ...rows, ...columns];
  const shape = letters.map((letter) => Number(lengths.get(letter)));
  return ordered({ x: reshape(matMul(left, right, false, true), shape), term: letters.join('') }, output);
}

/** A tensor with a letter for each axis. */
interface Named {
  readonly x: Tensor;
  readonly term: string;
}

function products(a: Named, b: Named, output: string): Tensor {
  const aligned = [a, b].map((named) => {
    const kept = [...output].filter((letter) => named.term.includes(letter)).join('');
    const x = ordered(named, kept);
    return reshape(
      x,
      [...output].map((letter) => (kept.includes(letter) ? x.shape[kept.indexOf(letter)] : 1)),
    );
  });
  return mul(aligned[0], aligned[1]);
}

function summed(x: Tensor, term: string, isKept: (letter: string) => boolean): Named {
  const gone = [...term].flatMap((letter, axis) => (isKept(letter) ? [] : [axis]));
  return { x: gone.length > 0 ? sum(x, gone) : x, term: [...term].filter(isKept).join('') };
}

function ordered({ x, term }: Named, letters: string): Tensor {
  return term === letters
    ? x
    : transpose(
        x,
        [...letters].map((letter) => term.indexOf(letter)),
      );
}

// Einsum on the wasm backend: its values are those of the cpu backend, its gradients those of differences.
import * as tf from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { expectSameOnCpu } from '../testing/same-on-cpu.ts';
import { sampleTensor } from '../testing/sample-tensor.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const equations: Record<string, number[][]> = {
  'ij,jk->ik': [
    [3, 4],
    [4, 2],
  ],
  'ij,kj->ki': [
    [3, 4],
    [2, 4],
  ],
  'bij,bjk->bik': [
    [2, 3, 4],
    [2, 4, 5],
  ],
  'abc,cde->abde': [
    [2, 3, 4],
    [4, 2, 3],
  ],
  'bqhd,bkhd->bhqk': [
    [2, 3, 2, 4],
    [2, 5, 2, 4],
  ],
  'bhqk,bkhd->bqhd': [
    [2, 2, 3, 5],
    [2, 5, 2, 4],
  ],
  'ij,ij->ij': [
    [3, 4],
    [3, 4],
  ],
  'ij,ij->': [
    [3, 4],
    [3, 4],
  ],
  'ij,j->i': [[3, 4], [4]],
  'i,j->ij': [[3], [4]],
  'i,j->ji': [[3], [4]],
  'ij,kl->ik': [
    [3, 4],
    [2, 5],
  ],
  'ij->ji': [[3, 4]],
  'ij->ij': [[3, 4]],
  'ijk->j': [[2, 3, 4]],
  'ij->': [[2, 3]],
};

describe('einsum', () => {
  it('is as on cpu', () =>
    expectSameOnCpu(
      Object.fromEntries(
        Object.entries(equations).map(([equation, shapes]) => [
          equation,
          () => tf.einsum(equation, ...shapes.map((shape, i) => sampleTensor(shape, 'unit', i))),
        ]),
      ),
      { atol: 1e-5, rtol: 1e-5 },
    ));

  testGradients(
    Object.fromEntries(
      Object.entries(equations).map(([equation, inputs]) => [
        equation,
        { forward: (...xs) => tf.einsum(equation, ...xs), inputs, twice: inputs.flat().length < 6 },
      ]),
    ),
  );
});

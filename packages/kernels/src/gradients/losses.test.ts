// tf.losses with kernels of our own against tfjs' composition, which a call with arrays still takes, and their gradients.
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerTrainingKernels } from '../backend/register.ts';
import { testGradients } from '../testing/program-gradients.ts';
import { randomTensor } from '../testing/random-tensor.ts';
import { expectClose } from '../testing/tolerance.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const SHAPE = [5, 7] as [number, number];
const ROUNDED = { atol: 1e-6, rtol: 1e-6 };
const { Reduction } = tf;

describe('the gradients equal differences of', () => {
  const inputs = [SHAPE, SHAPE];
  testGradients({
    huberLoss: {
      forward: (labels, outputs) => tf.losses.huberLoss(labels, outputs, undefined, 0.25),
      inputs,
      kind: 'pieces',
    },
    'sigmoidCrossEntropy, smoothed, differentiated twice': {
      forward: (labels, logits) => tf.losses.sigmoidCrossEntropy(labels, logits, undefined, 0.1),
      inputs,
      twice: true,
    },
  });
});

describe('equals the composition of tfjs', () => {
  const [labels, outputs] = [() => randomTensor(SHAPE, 1), () => tf.mul(randomTensor(SHAPE, 2), 12)];
  const weights = () => tf.abs(randomTensor([5, 1], 3));
  const cases = [
    { name: 'plain' },
    { name: 'weighted', given: weights },
    { name: 'weighted mean', given: weights, reduction: Reduction.MEAN },
    { name: 'of each number', reduction: Reduction.NONE },
    { name: 'another parameter', parameter: 0.3, reduction: Reduction.SUM },
  ];

  it.each(cases)('$name', ({ given, parameter, reduction }) => {
    tf.tidy(() => {
      const [l, y, w] = [labels(), outputs(), given?.()];
      for (const loss of [tf.losses.huberLoss, tf.losses.sigmoidCrossEntropy]) {
        const ours = loss(l, y, w, parameter, reduction);
        const stock = loss(l.arraySync(), y.arraySync(), w, parameter, reduction);
        expect(ours.shape).toEqual(stock.shape);
        expectClose(ours.dataSync(), stock.dataSync(), ROUNDED);
      }
    });
  });

  it('where labels are truth values, and where shapes do not match', () => {
    tf.tidy(() => {
      const [l, y] = [tf.greater(labels(), 0), outputs()];
      const expected = tf.losses.sigmoidCrossEntropy(l.arraySync(), y.arraySync());
      expectClose(tf.losses.sigmoidCrossEntropy(l, y).dataSync(), expected.dataSync(), ROUNDED);
      expect(() => tf.losses.huberLoss(tf.ones([3]), tf.ones([4]))).toThrow(/huberLoss/);
    });
  });
});

it('gives tfjs its own back', () => {
  const { huberLoss, sigmoidCrossEntropy } = tf.losses;
  registerTrainingKernels().undo();
  expect(tf.losses.huberLoss).not.toBe(huberLoss);
  expect(tf.losses.sigmoidCrossEntropy).not.toBe(sigmoidCrossEntropy);
  registerTrainingKernels();
});

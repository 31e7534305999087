// Operations of tfjs that bring a gradient of their own: which are replaced, and which stay as their author wrote them.
import '@tensorflow/tfjs-layers';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerTrainingKernels } from '../backend/register.ts';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

describe('the gradients equal differences of', () => {
  testGradients({
    'fused.conv2d, NCHW': {
      forward: (x, w, bias) =>
        tf.fused.conv2d({
          x: x as Tensor4D,
          filter: w as Tensor4D,
          bias,
          strides: 1,
          pad: 'same',
          dataFormat: 'NCHW',
        }),
      inputs: [[2, 3, 5, 4], [3, 2, 3, 4], [4]],
      kind: 'linear',
    },
    'fused.conv2d of one image, dilated, with relu': {
      forward: (x, w, bias) =>
        tf.fused.conv2d({
          x: x as tf.Tensor3D,
          filter: w as Tensor4D,
          bias,
          strides: 1,
          pad: 'valid',
          dilations: [2, 1],
          activation: 'elu',
        }),
      inputs: [[6, 5, 2], [3, 2, 2, 3], [3]],
    },
    'softmaxCrossEntropy of labels that do not add up to 1': {
      forward: (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits),
      inputs: [
        [2, 3],
        [2, 3],
      ],
    },
  });
});

describe('engine().customGrad', () => {
  it("leaves other people's gradients alone", () => {
    const wrongOnPurpose = tf.customGrad((x, save) => {
      (save as tf.GradSaveFunc)([x as tf.Tensor]);
      return { value: tf.square(x as tf.Tensor), gradFunc: (dy, [saved]) => tf.mul(dy, tf.mul(saved, 10)) };
    });
    const slope = tf.tidy(() =>
      tf
        .grad((x) => wrongOnPurpose(x))(tf.scalar(3))
        .arraySync(),
    );
    expect(slope).toBe(30);
  });

  it('is as before on undo, and so is runKernel after every call', () => {
    const { customGrad, runKernel: ours } = tf.engine();
    registerTrainingKernels().undo();
    expect(tf.engine().customGrad).not.toBe(customGrad);
    expect(tf.engine().runKernel).not.toBe(ours);
    registerTrainingKernels();
    const { runKernel } = tf.engine();
    tf.tidy(() =>
      tf.grad((x) =>
        tf.fused.conv2d({
          x: x as Tensor4D,
          filter: tf.ones([2, 2, 1, 1]),
          strides: 1,
          pad: 'valid',
          dilations: 2,
        }),
      )(tf.ones<tf.Rank.R4>([1, 4, 4, 1])),
    );
    expect(tf.engine().runKernel).toBe(runKernel);
  });
});

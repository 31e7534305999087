import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, test } from 'vitest';
import { createModel } from '../create-model.ts';
import { activationBytes, multiplyAdds, summarize } from './summarize.ts';

env().set('IS_TEST', true);

test('mnist-cnn, row by row', () => {
  const model = createModel('mnist-cnn');
  const summary = summarize(model);
  expect(summary.rows.map((row) => [row.name, row.type, row.outputShape.join(), row.parameters])).toEqual([
    ['conv2d', 'Conv2D', ',26,26,32', 320],
    ['conv2d_1', 'Conv2D', ',24,24,64', 18_496],
    ['max_pooling2d', 'MaxPooling2D', ',12,12,64', 0],
    ['dropout', 'Dropout', ',12,12,64', 0],
    ['flatten', 'Flatten', ',9216', 0],
    ['dense', 'Dense', ',128', 1_179_776],
    ['dropout_1', 'Dropout', ',128', 0],
    ['dense_1', 'Dense', ',10', 1290],
  ]);
  expect(summary.parameters).toBe(1_199_882);
  expect(summary.trainableParameters).toBe(1_199_882);
  // 26*26*9*32 + 24*24*288*64 + 9216*128 + 128*10
  expect(summary.multiplyAdds).toBe(194_688 + 10_616_832 + 1_179_648 + 1280);
  expect(summary.activationBytes).toBe(4 * (21_632 + 36_864 + 9216 + 9216 + 128 + 128 + 10));
  model.dispose();
});

test('parameters that do not train are counted apart', () => {
  const model = sequential({
    layers: [
      layers.dense({ units: 4, inputShape: [3] }),
      layers.batchNormalization(),
      layers.dense({ units: 2, trainable: false }),
    ],
  });
  const { parameters, trainableParameters, nonTrainableParameters } = summarize(model);
  expect([parameters, trainableParameters, nonTrainableParameters]).toEqual([16 + 16 + 10, 16 + 8, 8 + 10]);
  model.dispose();
});

test('a dense layer multiplies each input with each unit', () => {
  expect(multiplyAdds({ type: 'Dense', outputShape: [128], kernelShape: [784, 128] })).toBe(784 * 128);
  expect(multiplyAdds({ type: 'Dense', outputShape: [5, 128], kernelShape: [784, 128] })).toBe(5 * 784 * 128);
});

test('a convolution applies its kernel at each output position', () => {
  const layer = { type: 'Conv2D', outputShape: [26, 26, 32], kernelShape: [3, 3, 1, 32] };
  expect(multiplyAdds(layer)).toBe(26 * 26 * 9 * 32);
  const depthwise = { type: 'DepthwiseConv2D', outputShape: [26, 26, 8], kernelShape: [3, 3, 4, 2] };
  expect(multiplyAdds(depthwise)).toBe(26 * 26 * 9 * 8);
});

test('layers without a kernel multiply nothing, and views hold no memory', () => {
  expect(multiplyAdds({ type: 'MaxPooling2D', outputShape: [12, 12, 64] })).toBe(0);
  expect(activationBytes({ type: 'MaxPooling2D', outputShape: [12, 12, 64] })).toBe(4 * 12 * 12 * 64);
  expect(activationBytes({ type: 'Flatten', outputShape: [9216] })).toBe(0);
});

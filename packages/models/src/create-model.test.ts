import '@tensorflow/tfjs-backend-cpu';
import { env, memory, tensor } from '@tensorflow/tfjs-core';
import { type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { afterEach, describe, expect, test } from 'vitest';
import { activationNames } from './course/layer-spec.ts';
import { type ModelName, models } from './course/models.ts';
import { createModel, type ModelOptions } from './create-model.ts';
import { initialValues } from './initial-weights/initializer.ts';
import { summarize } from './summary/summarize.ts';

env().set('IS_TEST', true);

const made: Sequential[] = [];
afterEach(() => {
  for (const model of made.splice(0)) model.dispose();
});

function create(name: ModelName, options?: ModelOptions): Sequential {
  const model = createModel(name, options);
  made.push(model);
  return model;
}

const bytes = (model: Sequential) =>
  Buffer.concat(
    model.getWeights().map((weight) => new Uint8Array(Float32Array.from(weight.dataSync()).buffer)),
  );

describe.each(Object.values(models))('$name', (descriptor) => {
  test('has the parameters of the reference, all of them trainable', () => {
    const model = create(descriptor.name);
    expect(model.countParams()).toBe(descriptor.parameters);
    expect(model.trainableWeights.length).toBe(model.weights.length);
    expect(model.inputs[0].shape).toEqual([null, ...descriptor.inputShape]);
    expect(model.outputs[0].shape).toEqual([null, 10]);
  });
});

test('kernels are drawn from seed and layer, biases are zero', () => {
  const weights = create('mnist-basic', { seed: 3 }).getWeights();
  expect(weights.map((weight) => weight.shape)).toEqual([[784, 128], [128], [128, 10], [10]]);
  expect(weights[0].dataSync()).toEqual(
    initialValues('glorotUniform', { shape: [784, 128], seed: 3, layer: 1 }),
  );
  expect(weights[2].dataSync()).toEqual(
    initialValues('glorotUniform', { shape: [128, 10], seed: 3, layer: 2 }),
  );
  expect(weights[1].dataSync().every((bias) => bias === 0)).toBe(true);
  expect(weights[3].dataSync().every((bias) => bias === 0)).toBe(true);
});

test('the same seed gives the same bits; another seed, and 0 is one, gives others', () => {
  const first = bytes(create('mnist-cnn', { seed: 0 }));
  expect(bytes(create('mnist-cnn')).equals(first)).toBe(true);
  expect(bytes(create('mnist-cnn', { seed: 1 })).equals(first)).toBe(false);
});

test("only cifar-cnn's first kernel is bounded, over axis 0", () => {
  const model = create('cifar-cnn');
  const config = model.layers.map((layer) => layer.getConfig().kernelConstraint);
  expect(config[0]).toEqual({ className: 'MaxNorm', config: { maxValue: 3, axis: 0 } });
  expect(config.slice(1).filter((constraint) => constraint != null)).toEqual([]);
  const constraint = model.weights[0].read();
  expect(constraint.shape).toEqual([3, 3, 3, 32]);
});

test("writing a kernel applies Keras' MaxNorm: columns along axis 0 shrink to length 3, shorter ones stay", () => {
  const [kernel] = create('cifar-cnn').weights;
  const values = new Float32Array(3 * 3 * 3 * 32);
  // Column (0, 0, 0) has length 5 (3, 4, 0), column (0, 0, 1) length 1; MaxNorm scales by clip(n) / (1e-7 + n).
  values[0] = 3;
  values[288] = 4;
  values[1] = 1;
  kernel.write(tensor(values, [3, 3, 3, 32]));
  const bounded = kernel.read().dataSync();
  expect(Math.abs(bounded[0] - (3 * 3) / (5 + 1e-7))).toBeLessThan(1e-6);
  expect(Math.abs(bounded[288] - (4 * 3) / (5 + 1e-7))).toBeLessThan(1e-6);
  expect(Math.abs(bounded[1] - 1)).toBeLessThan(1e-6);
});

test.each(activationNames)(
  'activation %s: the model is made, runs, and survives its own JSON',
  (activation) => {
    const model = create('mnist-basic', { units: 4, activation });
    const json = JSON.stringify(model.toJSON(null, false));
    expect(json).toContain(`"activation":"${activation}"`);
    const output = model.predict(tensor(new Float32Array(784).fill(0.5), [1, 28, 28, 1]));
    const probabilities = Array.isArray(output) ? [] : [...output.dataSync()];
    expect(Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1)).toBeLessThan(1e-5);
  },
);

test('classes size the output layer, and the summary follows', () => {
  const model = create('cifar-cnn', { classes: 100 });
  expect(model.outputs[0].shape).toEqual([null, 100]);
  // 90 classes more, each with a weight from every one of 128 units and a bias.
  expect(summarize(model).parameters).toBe(models['cifar-cnn'].parameters + 90 * 129);
  expect(summarize(model).rows.at(-1)).toMatchObject({ name: 'dense_3', outputShape: [null, 100] });
  expect(create('mnist-basic', { classes: 2, hiddenLayers: 0 }).outputs[0].shape).toEqual([null, 2]);
});

test('the output layer alone depends on the classes: kernels before it keep their bits', () => {
  const [ten, many] = [create('mnist-basic', { seed: 4 }), create('mnist-basic', { seed: 4, classes: 47 })];
  expect(many.getWeights()[0].dataSync()).toEqual(ten.getWeights()[0].dataSync());
  expect(many.getWeights()[2].dataSync()).toEqual(
    initialValues('glorotUniform', { shape: [128, 47], seed: 4, layer: 2 }),
  );
});

test('another image shape: CIFAR images in a model for digits, and images too small for it', () => {
  const model = create('mnist-cnn', { inputShape: [32, 32, 3], classes: 100 });
  expect(model.inputs[0].shape).toEqual([null, 32, 32, 3]);
  expect(() =>
    createModel('fashion-mnist-cnn-2', { inputShape: [6, 6, 1] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: These layers do not fit each other: layers[10] (maxPooling2d) expects images of at least 2 x 2 pixels; received [1, 1, 128]. Use a larger inputShape, or remove a layer that makes images smaller.]`,
  );
});

test("'your turn' reaches the model", () => {
  const model = create('cifar-cnn', { units: 16, activation: 'tanh', hiddenLayers: 2 });
  const dense = model.layers.filter((layer) => layer.getClassName() === 'Dense');
  expect(dense.map((layer) => [layer.name, layer.getConfig().units, layer.getConfig().activation])).toEqual([
    ['dense', 16, 'tanh'],
    ['dense_1', 16, 'tanh'],
    ['dense_2', 10, 'softmax'],
  ]);
});

test('wrong names and numbers are rejected with the valid ones', () => {
  const wrong = (name: string, options: object) => () => createModel(name as ModelName, options);
  expect(wrong('mnist-cn', {})).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: name expects one of mnist-basic, mnist-cnn, fashion-mnist-cnn, fashion-mnist-cnn-2, cifar-cnn, resnet-20, airbench-94, mobilenet-32; received "mnist-cn" (a string). Did you mean mnist-cnn?]`,
  );
  expect(wrong('toString', {})).toThrow(expect.objectContaining({ code: 'UNKNOWN_MODEL' }));
  expect(wrong('mnist-basic', { units: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: units expects a whole number from 1 to 65536; received 0.]`,
  );
  expect(wrong('mnist-basic', { units: 1.5 })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(wrong('mnist-basic', { hiddenLayers: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: hiddenLayers expects a whole number from 0 to 64; received -1.]`,
  );
  expect(wrong('mnist-basic', { activation: 'relu6' })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: activation expects one of relu, elu, selu, softmax, softplus, softsign, tanh, sigmoid, hard_sigmoid, exponential, linear; received "relu6" (a string). Did you mean relu?]`,
  );
  expect(wrong('mnist-basic', { classes: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: classes expects a whole number from 2 to 65536; received 1.]`,
  );
  expect(wrong('mnist-basic', { numClasses: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: createModel has no option "numClasses". Choose from seed, units, activation, hiddenLayers, classes, inputShape.]`,
  );
  expect(wrong('mnist-basic', { class: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: createModel has no option "class". Did you mean classes?]`,
  );
  expect(wrong('mnist-basic', { seed: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[ModelError: seed expects a whole number from 0 to 9007199254740991; received -1.]`,
  );
  expect(wrong('mnist-basic', { seed: Number.NaN })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});

test('disposing a model leaves nothing behind', () => {
  const before = memory().numTensors;
  createModel('fashion-mnist-cnn-2').dispose();
  expect(memory().numTensors).toBe(before);
  expect(sequential().layers).toEqual([]);
});

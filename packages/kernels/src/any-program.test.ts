// Any tfjs program: a network written with nothing but tfjs-layers, of all the kinds of layers that the wasm backend
// cannot train by itself, gets the losses, predictions and weights on wasm that it gets on cpu.
import '@tensorflow/tfjs-backend-cpu';
import {
  env,
  type Optimizer,
  setBackend,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  train,
} from '@tensorflow/tfjs-core';
import { input, type LayersModel, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomValues } from './testing/random-tensor.ts';
import { expectClose } from './testing/tolerance.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();
// In Node the cpu backend advertises another one on the console, unless told that this is no development.
beforeAll(() => env().set('PROD', true));

const [COUNT, SIDE, WORDS, VOCABULARY, CLASSES] = [24, 10, 5, 12, 3];

// A picture seen by two branches of convolutions, and a few words: three answers from one vector.
function network(): LayersModel {
  const picture = input({ shape: [SIDE, SIDE, 3], name: 'picture' });
  const words = input({ shape: [WORDS], dtype: 'int32', name: 'words' });
  const joined = layers.concatenate().apply([separable(picture), strided(picture), read(words)]);
  const hidden = layers.dropout({ rate: 0.25, seed: 3 }).apply(joined);
  const answer = layers.dense({ units: CLASSES, activation: 'softmax' }).apply(hidden) as SymbolicTensor;
  const made = model({ inputs: [picture, words], outputs: answer });
  fixWeights(made);
  return made;
}

type Branch = (from: SymbolicTensor) => SymbolicTensor;
type Step = { apply(from: SymbolicTensor): unknown };

const chain = (from: SymbolicTensor, steps: Step[]): SymbolicTensor =>
  steps.reduce((at, step) => step.apply(at) as SymbolicTensor, from);

// Without a bias: normalising takes it away again, so that its gradient is rounding alone, which Adam would blow up.
const separable: Branch = (picture) =>
  chain(picture, [
    layers.separableConv2d({
      filters: 6,
      kernelSize: 3,
      depthMultiplier: 2,
      padding: 'same',
      useBias: false,
    }),
    layers.batchNormalization(),
    layers.activation({ activation: 'relu' }),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
  ]);

const strided: Branch = (picture) =>
  chain(picture, [
    layers.conv2d({ filters: 5, kernelSize: 3, strides: 2, activation: 'elu' }),
    layers.batchNormalization({ momentum: 0.8 }),
    layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', activation: 'tanh' }),
    layers.averagePooling2d({ poolSize: 2 }),
    layers.globalMaxPooling2d({}),
  ]);

const read: Branch = (words) =>
  chain(words, [
    layers.embedding({ inputDim: VOCABULARY, outputDim: 4 }),
    layers.layerNormalization(),
    layers.globalAveragePooling1d({}),
    layers.dense({ units: 4, activation: 'selu' }),
  ]);

// tfjs draws initial weights at random: here every kernel gets the same in each network.
function fixWeights(made: LayersModel): void {
  tidy(() =>
    made.setWeights(
      made.weights.map((weight, i) => {
        if (!/kernel|embeddings/.test(weight.name)) return weight.read();
        const size = weight.read().size;
        return tensor(
          randomValues(size, i + 1).map((x) => x / 2),
          weight.read().shape,
        );
      }),
    ),
  );
}

function examples(): { inputs: Tensor[]; answers: Tensor } {
  const values = randomValues(COUNT * SIDE * SIDE * 3, 5);
  const classes = Array.from({ length: COUNT }, (_, i) => i % CLASSES);
  for (let i = 0; i < values.length; i++) values[i] += classes[Math.floor(i / (SIDE * SIDE * 3))] / 2;
  const words = Int32Array.from(
    { length: COUNT * WORDS },
    (_, i) => (i * i + 3 * classes[Math.floor(i / WORDS)]) % VOCABULARY,
  );
  return {
    inputs: [tensor(values, [COUNT, SIDE, SIDE, 3]), tensor(words, [COUNT, WORDS], 'int32')],
    answers: tensor1d(classes, 'float32'),
  };
}

interface Run {
  readonly losses: number[];
  readonly answers: number[];
  readonly weights: number[];
}

async function run(backend: 'wasm' | 'cpu', optimizer: () => Optimizer): Promise<Run> {
  await setBackend(backend);
  const made = network();
  made.compile({ optimizer: optimizer(), loss: 'sparseCategoricalCrossentropy' });
  const { inputs, answers } = examples();
  const options = { epochs: 4, batchSize: 8, shuffle: false, verbose: 0 } as const;
  const { history } = await made.fit(inputs, answers, options);
  const predicted = made.predict(inputs) as Tensor;
  return {
    losses: history.loss as number[],
    answers: [...predicted.dataSync()],
    weights: made.getWeights().flatMap((weight) => [...weight.dataSync()]),
  };
}

describe('two branches, batch normalisation, separable convolutions and an embedding', () => {
  it.each([
    ['gradient descent', () => train.sgd(0.05)],
    ['momentum', () => train.momentum(0.02, 0.9)],
    ['RMSProp', () => train.rmsprop(0.005)],
    ['Adam', () => train.adam(0.01)],
  ])('train under %s as on cpu', async (_, optimizer) => {
    const onWasm = await run('wasm', optimizer);
    const onCpu = await run('cpu', optimizer);
    await setBackend('wasm');
    expect(onWasm.losses.at(-1)).toBeLessThan(onWasm.losses[0]);
    const tolerance = { atol: 2e-4, rtol: 2e-4 };
    expectClose(onWasm.losses, onCpu.losses, tolerance);
    expectClose(onWasm.answers, onCpu.answers, tolerance);
    expectClose(onWasm.weights, onCpu.weights, tolerance);
  });
});

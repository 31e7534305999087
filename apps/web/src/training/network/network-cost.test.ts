import '@tensorflow/tfjs-backend-wasm';
import { activationNames, buildModel, type LayerSpec, models, summarize } from '@nn101/models';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { completeLayers, parseArchitecture } from './architecture.ts';
import { priceNetwork, runSeconds, trainingBytes } from './network-cost.ts';

beforeAll(async () => {
  await setBackend('wasm');
  await ready();
});

const cases: [string, readonly LayerSpec[], readonly [number, number, number]][] = [
  ...(['mnist-basic', 'mnist-cnn', 'fashion-mnist-cnn-2'] as const).map(
    (name): [string, readonly LayerSpec[], readonly [number, number, number]] => [
      name,
      models[name].layers,
      models[name].inputShape,
    ],
  ),
  [
    'odd sizes',
    completeLayers(parseArchitecture('conv3s.pool.conv5.pool.drop10.dense7-tanh') ?? [], 4),
    [13, 9, 3],
  ],
  ['nothing hidden', completeLayers([], 10), [28, 28, 1]],
];

test.each(cases)('%s costs what the built network says', (_, layers, inputShape) => {
  const price = priceNetwork(layers, inputShape);
  if ('misfit' in price) throw new Error('it should fit');
  const model = buildModel({ layers, inputShape });
  const summary = summarize(model);
  model.dispose();
  expect(price.rows.map(({ outputShape }) => [null, ...outputShape])).toEqual(
    summary.rows.map(({ outputShape }) => outputShape),
  );
  expect(price.rows.map(({ parameters }) => parameters)).toEqual(
    summary.rows.map(({ parameters }) => parameters),
  );
  const { multiplyAdds, activationBytes } = summary;
  expect(price).toMatchObject({ multiplyAdds, activationBytes });
});

test('what does not fit is named', () => {
  const tooDeep = parseArchitecture('pool.pool.pool.pool.pool') ?? [];
  expect(priceNetwork(completeLayers(tooDeep, 10), [28, 28, 1])).toEqual({
    misfit: { index: 4, inputShape: [1, 1, 1] },
  });
  const convolved = parseArchitecture('pool.pool.pool.conv8.conv8') ?? [];
  expect(priceNetwork(completeLayers(convolved, 10), [28, 28, 1])).toEqual({
    misfit: { index: 4, inputShape: [1, 1, 8] },
  });
});

test('the time of a run holds its start, its steps, a validation after each epoch, and the final test', () => {
  const each = { trained: 300e-6, tested: 100e-6 };
  const rounding = 1e-9;
  // 2 epochs of 1,000 images; validated on 2,000 of 10,000 test images each time.
  const large = runSeconds(each, { images: 1000, testImages: 10_000, epochs: 2, start: 3 });
  expect(Math.abs(large - (3 + 2 * 0.3 + 2 * 0.2 + 1))).toBeLessThan(rounding);
  const small = runSeconds(each, { images: 20, testImages: 4, epochs: 2, start: 0 });
  expect(Math.abs(small - (2 * 20 * 300e-6 + 3 * 4 * 100e-6))).toBeLessThan(rounding);
});

test("training's memory: four vectors of parameters, a micro-batch twice, the images", () => {
  const price = { rows: [], parameters: 1000, multiplyAdds: 0, activationBytes: 10 };
  expect(trainingBytes(price, { images: 5, imageShape: [2, 2, 1] })).toBe(16_000 + 640 + 20);
});

test('all activations can be written', () => {
  for (const name of activationNames) expect(parseArchitecture(`dense4-${name}`)).toHaveLength(1);
});

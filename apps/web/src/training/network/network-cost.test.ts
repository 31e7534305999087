import '@tensorflow/tfjs-backend-wasm';
import { activationNames, buildModel, type LayerSpec, models, summarize } from '@nn101/models';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { completeLayers, parseArchitecture } from './architecture.ts';
import { networkCost, trainingBytes } from './network-cost.ts';

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

test.each(cases)('%s has the cost of the built network', (_, layers, inputShape) => {
  const cost = networkCost(layers, inputShape);
  if ('misfit' in cost) throw new Error('it should fit');
  const model = buildModel({ layers, inputShape });
  const summary = summarize(model);
  model.dispose();
  expect(cost.rows.map(({ outputShape }) => [null, ...outputShape])).toEqual(
    summary.rows.map(({ outputShape }) => outputShape),
  );
  expect(cost.rows.map(({ parameters }) => parameters)).toEqual(
    summary.rows.map(({ parameters }) => parameters),
  );
  const { multiplyAdds, activationBytes } = summary;
  expect(cost).toMatchObject({ multiplyAdds, activationBytes });
});

test('the layer that does not fit is returned', () => {
  const tooDeep = parseArchitecture('pool.pool.pool.pool.pool') ?? [];
  expect(networkCost(completeLayers(tooDeep, 10), [28, 28, 1])).toEqual({
    misfit: { index: 4, inputShape: [1, 1, 1] },
  });
  const convolved = parseArchitecture('pool.pool.pool.conv8.conv8') ?? [];
  expect(networkCost(completeLayers(convolved, 10), [28, 28, 1])).toEqual({
    misfit: { index: 4, inputShape: [1, 1, 8] },
  });
});

test("training's memory: four vectors of parameters, a micro-batch twice, the images", () => {
  const cost = { rows: [], parameters: 1000, multiplyAdds: 0, activationBytes: 10 };
  expect(trainingBytes(cost, { images: 5, imageShape: [2, 2, 1] })).toBe(16_000 + 640 + 20);
});

test('every activation has a text', () => {
  for (const name of activationNames) expect(parseArchitecture(`dense4-${name}`)).toHaveLength(1);
});

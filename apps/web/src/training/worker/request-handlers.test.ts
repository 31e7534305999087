// The worker's request handlers without a worker: in Node, on the synthetic digits.
import { describe, expect, test } from 'vitest';
import { smallConfiguration as configuration, useInProcessWorker } from './in-process-worker.ts';

const { call, until, notificationsOf, train, checkpointKeyOf } = useInProcessWorker();
const hashOf = (run: string) => {
  const finished = notificationsOf(run).find((item) => item.type === 'finished');
  return finished?.type === 'finished' ? finished.result : undefined;
};

test('data sets are described, counted and shown', async () => {
  const description = await call('describe', { data: 'synthetic' });
  expect(description).toMatchObject({ imageShape: [28, 28, 1], verified: 'synthetic' });
  expect(description.classCounts.train.reduce((sum, count) => sum + count)).toBe(12_000);
  const { rows } = await call('classRows', { data: 'synthetic', split: 'test', label: 7, start: 0, max: 3 });
  const gallery = await call('gallery', { data: 'synthetic', split: 'test', rows: [...rows, 99_999] });
  expect([...gallery.labels]).toEqual([7, 7, 7]);
  expect(gallery.shape).toEqual([3, 28, 28, 1]);
  const means = await call('means', { data: 'synthetic' });
  expect(means.shape).toEqual([10, 28, 28, 1]);
  expect(Math.max(...means.images)).toBeLessThan(256);
});

describe('a run', () => {
  test('reports what it does, and the same configuration gives the same hash', async () => {
    await train('first');
    await train('second');
    const types = notificationsOf('first').map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(['stage', 'stage', 'stage', 'start']);
    expect(types.filter((type) => type === 'epoch')).toHaveLength(2);
    expect(types.at(-1)).toBe('finished');
    expect(hashOf('first')?.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf('second')?.weightsSha256).toBe(hashOf('first')?.weightsSha256);
    expect(hashOf('first')?.complete).toBe(true);
  });

  test('can be paused and resumed, with the same weights at the end', async () => {
    const [paused, proceeded, finished] = (['paused', 'proceeded', 'finished'] as const).map((type) =>
      until('paused', type),
    );
    const progress = until('paused', 'progress');
    await call('start', { run: 'paused', configuration, checkpointKey: checkpointKeyOf('paused') });
    await progress;
    await call('pause', { run: 'paused' });
    await paused;
    await call('proceed', { run: 'paused' });
    await proceeded;
    await finished;
    expect(hashOf('paused')?.weightsSha256).toBe(hashOf('first')?.weightsSha256);
  });

  test('is tested even if it is stopped early; a second run cannot start meanwhile', async () => {
    const progress = until('stopped', 'progress');
    const finished = until('stopped', 'finished');
    await call('start', {
      run: 'stopped',
      configuration: { ...configuration, epochs: 500 },
      checkpointKey: checkpointKeyOf('stopped'),
    });
    await progress;
    await expect(
      call('start', { run: 'other', configuration, checkpointKey: checkpointKeyOf('other') }),
    ).rejects.toThrow('already');
    await call('stop', { run: 'stopped' });
    await finished;
    expect(hashOf('stopped')).toMatchObject({ complete: false });
  });
});

test('a trained network is tested, applied, looked into, exported and imported', async () => {
  const report = await call('report', { run: 'first', data: 'synthetic' });
  expect(report.images).toBe(2000);
  expect(report.accuracy).toBe(hashOf('first')?.testAccuracy);
  expect(report.confusion.flat().reduce((sum, count) => sum + count)).toBe(2000);
  const mistakes = await call('mistakes', { run: 'first', data: 'synthetic', max: 4 });
  expect(mistakes.rows).toHaveLength(4);
  const picture = await call('gallery', { data: 'synthetic', split: 'test', rows: [0] });
  const maps = await call('activations', { run: 'first', picture });
  expect(maps.map(({ shape }) => shape)).toEqual([[16], [10]]);
  const { values } = await call('predict', { run: 'first', pictures: picture });
  // Predicting and looking into layers are two implementations, equal to rounding.
  const rounding = 1e-6;
  expect(values.every((value, i) => Math.abs(value - maps[1].values[i]) < rounding)).toBe(true);
  expect((await call('weights', { run: 'first', layer: 0 })).shape).toEqual([784, 16]);
  const heat = await call('occlusion', { run: 'first', picture, side: 8, label: 0 });
  expect(heat.drops).toHaveLength(784);
  const files = await call('exportModel', { run: 'first' });
  expect(await call('importModel', { run: 'read', files })).toMatchObject({
    inputShape: [28, 28, 1],
    classes: 10,
  });
  const again = await call('predict', { run: 'read', pictures: picture });
  expect([...again.values]).toEqual([...values]);
});

test('training continues from a network, with additional images', async () => {
  const extra = { ...(await call('gallery', { data: 'synthetic', split: 'test', rows: [1, 2, 3] })) };
  await train('more', { from: 'first', extra });
  const start = notificationsOf('more').find((item) => item.type === 'start');
  expect(start).toMatchObject({ samples: 403 });
  expect(hashOf('more')?.weightsSha256).not.toBe(hashOf('first')?.weightsSha256);
});

test('predictions for own images are computed anew after other images were uploaded', async () => {
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
  const pictures = (bright: number) => ({
    images: Uint8Array.from({ length: 40 * 784 }, (_, i) =>
      labels[Math.floor(i / 784)] === bright ? 255 : 0,
    ),
    labels,
    shape: [40, 28, 28, 1] as const,
  });
  const classNames = ['a', 'b'];
  await call('uploadImages', { pictures: pictures(0), classNames });
  await train('own', { configuration: { ...configuration, data: 'own', epochs: 20, batch: 4, limit: 0 } });
  expect((await call('report', { run: 'own', data: 'own' })).accuracy).toBe(1);
  // The same images with their classes the other way round: all that was right is wrong.
  await call('uploadImages', { pictures: pictures(1), classNames });
  expect((await call('report', { run: 'own', data: 'own' })).accuracy).toBe(0);
});

test('a network that is not in memory is loaded from storage, until it is deleted there', async () => {
  const picture = await call('gallery', { data: 'synthetic', split: 'test', rows: [0] });
  const before = await call('predict', { run: 'first', pictures: picture });
  await call('dispose', { run: 'first' });
  expect([...(await call('predict', { run: 'first', pictures: picture })).values]).toEqual([
    ...before.values,
  ]);
  await call('deleteNetworks', { runs: ['first'], known: [] });
  await call('dispose', { run: 'first' });
  await expect(call('predict', { run: 'first', pictures: picture })).rejects.toThrow(
    'not in memory any more',
  );
});

test('augmented images can be previewed', async () => {
  const pictures = await call('gallery', { data: 'synthetic', split: 'train', rows: [5] });
  const params = {
    pictures,
    configuration: { ...configuration, augment: ['flip', 'rotate'] as const },
    count: 3,
  };
  const { shape, images } = await call('augment', params);
  expect(shape).toEqual([4, 28, 28, 1]);
  expect([...images.subarray(0, 784)]).toEqual([...pictures.images]);
});

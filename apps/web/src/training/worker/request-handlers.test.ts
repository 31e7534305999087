// The worker's side without a worker: the same desk, in Node, on the synthetic digits.
import { describe, expect, test } from 'vitest';
import { smallConfiguration as configuration, useDesk } from './in-process-worker.ts';

const { ask, until, newsOf, train, placeOf } = useDesk();
const hashOf = (run: string) => {
  const finished = newsOf(run).find((item) => item.type === 'finished');
  return finished?.type === 'finished' ? finished.result : undefined;
};

test('the data are described, counted and shown', async () => {
  const description = await ask('describe', { data: 'synthetic' });
  expect(description).toMatchObject({ imageShape: [28, 28, 1], verified: 'synthetic' });
  expect(description.classCounts.train.reduce((sum, count) => sum + count)).toBe(12_000);
  const { rows } = await ask('classRows', { data: 'synthetic', split: 'test', label: 7, start: 0, most: 3 });
  const gallery = await ask('gallery', { data: 'synthetic', split: 'test', rows: [...rows, 99_999] });
  expect([...gallery.labels]).toEqual([7, 7, 7]);
  expect(gallery.shape).toEqual([3, 28, 28, 1]);
  const means = await ask('means', { data: 'synthetic' });
  expect(means.shape).toEqual([10, 28, 28, 1]);
  expect(Math.max(...means.images)).toBeLessThan(256);
});

describe('a run', () => {
  test('tells what it does, and the same configuration gives the same hash', async () => {
    await train('first');
    await train('second');
    const told = newsOf('first').map(({ type }) => type);
    expect(told.slice(0, 4)).toEqual(['stage', 'stage', 'stage', 'start']);
    expect(told.filter((type) => type === 'epoch')).toHaveLength(2);
    expect(told.at(-1)).toBe('finished');
    expect(hashOf('first')?.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf('second')?.weightsSha256).toBe(hashOf('first')?.weightsSha256);
    expect(hashOf('first')?.complete).toBe(true);
  });

  test('is paused, goes on, and ends as if it had never been paused', async () => {
    const [paused, proceeded, finished] = (['paused', 'proceeded', 'finished'] as const).map((type) =>
      until('paused', type),
    );
    const progress = until('paused', 'progress');
    await ask('start', { run: 'paused', configuration, place: placeOf('paused') });
    await progress;
    await ask('pause', { run: 'paused' });
    await paused;
    await ask('proceed', { run: 'paused' });
    await proceeded;
    await finished;
    expect(hashOf('paused')?.weightsSha256).toBe(hashOf('first')?.weightsSha256);
  });

  test('is stopped early, tested all the same, and a second one may not begin meanwhile', async () => {
    const progress = until('stopped', 'progress');
    const finished = until('stopped', 'finished');
    await ask('start', {
      run: 'stopped',
      configuration: { ...configuration, epochs: 500 },
      place: placeOf('stopped'),
    });
    await progress;
    await expect(ask('start', { run: 'other', configuration, place: placeOf('other') })).rejects.toThrow(
      'already',
    );
    await ask('stop', { run: 'stopped' });
    await finished;
    expect(hashOf('stopped')).toMatchObject({ complete: false });
  });
});

test('a trained network is tested, asked, looked into, written and read', async () => {
  const report = await ask('report', { run: 'first', data: 'synthetic' });
  expect(report.images).toBe(2000);
  expect(report.accuracy).toBe(hashOf('first')?.testAccuracy);
  expect(report.confusion.flat().reduce((sum, count) => sum + count)).toBe(2000);
  const mistakes = await ask('mistakes', { run: 'first', data: 'synthetic', most: 4 });
  expect(mistakes.rows).toHaveLength(4);
  const picture = await ask('gallery', { data: 'synthetic', split: 'test', rows: [0] });
  const maps = await ask('activations', { run: 'first', picture });
  expect(maps.map(({ shape }) => shape)).toEqual([[16], [10]]);
  const { values } = await ask('probe', { run: 'first', pictures: picture });
  // Predicting and looking into layers are two implementations, equal to rounding.
  const rounding = 1e-6;
  expect(values.every((value, i) => Math.abs(value - maps[1].values[i]) < rounding)).toBe(true);
  expect((await ask('weights', { run: 'first', layer: 0 })).shape).toEqual([784, 16]);
  const heat = await ask('occlusion', { run: 'first', picture, side: 8, label: 0 });
  expect(heat.drops).toHaveLength(784);
  const files = await ask('exportModel', { run: 'first' });
  expect(await ask('importModel', { run: 'read', files })).toMatchObject({
    inputShape: [28, 28, 1],
    classes: 10,
  });
  const again = await ask('probe', { run: 'read', pictures: picture });
  expect([...again.values]).toEqual([...values]);
});

test('training goes on from a network, with further images', async () => {
  const extra = { ...(await ask('gallery', { data: 'synthetic', split: 'test', rows: [1, 2, 3] })) };
  await train('more', { from: 'first', extra });
  const start = newsOf('more').find((item) => item.type === 'start');
  expect(start).toMatchObject({ samples: 403 });
  expect(hashOf('more')?.weightsSha256).not.toBe(hashOf('first')?.weightsSha256);
});

test('what a network says of own images is asked anew once there are others', async () => {
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2);
  const pictures = (bright: number) => ({
    images: Uint8Array.from({ length: 40 * 784 }, (_, i) =>
      labels[Math.floor(i / 784)] === bright ? 255 : 0,
    ),
    labels,
    shape: [40, 28, 28, 1] as const,
  });
  const classNames = ['a', 'b'];
  await ask('bringData', { pictures: pictures(0), classNames });
  await train('own', { configuration: { ...configuration, data: 'own', epochs: 20, batch: 4, limit: 0 } });
  expect((await ask('report', { run: 'own', data: 'own' })).accuracy).toBe(1);
  // The same images with their classes the other way round: all that was right is wrong.
  await ask('bringData', { pictures: pictures(1), classNames });
  expect((await ask('report', { run: 'own', data: 'own' })).accuracy).toBe(0);
});

test('a network that is not in memory is found where it was kept, until it is forgotten', async () => {
  const picture = await ask('gallery', { data: 'synthetic', split: 'test', rows: [0] });
  const before = await ask('probe', { run: 'first', pictures: picture });
  await ask('drop', { run: 'first' });
  expect([...(await ask('probe', { run: 'first', pictures: picture })).values]).toEqual([...before.values]);
  await ask('forgetNetworks', { runs: ['first'], known: [] });
  await ask('drop', { run: 'first' });
  await expect(ask('probe', { run: 'first', pictures: picture })).rejects.toThrow('not in memory any more');
});

test('augmented images are shown before they are trained on', async () => {
  const pictures = await ask('gallery', { data: 'synthetic', split: 'train', rows: [5] });
  const asked = {
    pictures,
    configuration: { ...configuration, augment: ['flip', 'rotate'] as const },
    count: 3,
  };
  const { shape, images } = await ask('augment', asked);
  expect(shape).toEqual([4, 28, 28, 1]);
  expect([...images.subarray(0, 784)]).toEqual([...pictures.images]);
});

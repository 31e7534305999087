// The worker's errors for files and requests that it cannot handle.
import { beforeAll, expect, test } from 'vitest';
import { useInProcessWorker } from './in-process-worker.ts';

const { call, train } = useInProcessWorker();
beforeAll(() => train('first'));

test.each([
  ['text instead of a model', 'hello', 4, 'model.json is not JSON'],
  ['JSON of another kind', '{"a":1}', 4, 'lacks modelTopology'],
  [
    'weights that are missing',
    '{"modelTopology":{},"weightsManifest":[{"weights":[{"name":"k","shape":[2],"dtype":"float32"}]}]}',
    4,
    'names 8 bytes of weights, and the weights',
  ],
])('%s', async (_, json, bytes, words) => {
  const files = { json, weights: new Uint8Array(bytes) };
  await expect(call('importModel', { run: 'bad', files })).rejects.toThrow(words);
});

test('a model whose weights were damaged', async () => {
  const files = await call('exportModel', { run: 'first' });
  const weights = files.weights.slice();
  new DataView(weights.buffer).setFloat32(400, Number.NaN, true);
  await expect(call('importModel', { run: 'bad', files: { ...files, weights } })).rejects.toThrow(
    'no number',
  );
  const topology = files.json.replace('"units":16', '"units":17');
  await expect(call('importModel', { run: 'bad', files: { ...files, json: topology } })).rejects.toThrow(
    'This model cannot be read',
  );
});

test('pictures of another shape, networks and images that are not there', async () => {
  const pictures = { images: new Uint8Array(3072), shape: [1, 32, 32, 3] as const };
  await expect(call('predict', { run: 'first', pictures })).rejects.toThrow(
    'The network takes images of 28x28x1; received 32x32x3.',
  );
  await expect(call('predict', { run: 'nobody', pictures })).rejects.toThrow('not in memory any more');
  await expect(call('describe', { data: 'own' })).rejects.toThrow('no images of your own');
  const few = { images: new Uint8Array(16), labels: new Uint8Array(4), shape: [4, 2, 2, 1] as const };
  await expect(call('uploadImages', { pictures: few, classNames: ['a', 'b'] })).rejects.toThrow(
    'at least 10 images',
  );
});

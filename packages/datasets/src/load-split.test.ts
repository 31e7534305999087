// A selection of a set: only the files of the parts it names are asked for.
import { expect, test } from 'vitest';
import { mirrorServer, temporaryDirectory } from './fixtures/mirror.ts';
import { tinyDigits, tinyPhotographs } from './fixtures/tiny-set.ts';
import { loadParts } from './load-described.ts';
import { loadSplit } from './load-split.ts';

const digits = tinyDigits();
const downloads = digits.descriptor.downloads.map((download) => ({
  ...download,
  contents: download.contents.map((file) => ({
    ...file,
    part: file.name.startsWith('t10k') ? ('test' as const) : ('train' as const),
  })),
}));
const descriptor = { ...digits.descriptor, downloads };

test('of the test part alone, the training files are not fetched', async () => {
  const server = await mirrorServer(digits);
  const cache = await temporaryDirectory();
  const loaded = await loadParts(descriptor, ['test'], { cache, mirrors: [server.url] });
  expect(loaded.test?.shape).toEqual([2, 28, 28, 1]);
  expect(loaded.train).toBeUndefined();
  expect(server.requests).toEqual(['/mnist/t10k-images-idx3-ubyte.gz', '/mnist/t10k-labels-idx1-ubyte.gz']);
  await loadParts(descriptor, ['train', 'test'], { cache, mirrors: [server.url] });
  expect(server.requests.filter((path) => path.includes('t10k'))).toHaveLength(2);
});

test('a set without parts of its own is loaded whole', async () => {
  const photographs = tinyPhotographs();
  const server = await mirrorServer(photographs);
  const whole = { ...photographs.descriptor, parsePart: undefined };
  const loaded = await loadParts(whole, ['test'], { cache: false, mirrors: [server.url] });
  expect(loaded.train?.shape[0]).toBe(2);
});

test('a wrong selection is refused before anything is fetched', async () => {
  const fetch = () => expect.fail('it fetched');
  await expect(loadSplit('mnist', 'test[:20000]', { cache: false, fetch })).rejects.toMatchObject({
    code: 'PARSE_SPLIT',
  });
});

test.skipIf(!process.env.NN101_MIRROR)('of the real MNIST (needs NN101_MIRROR)', async () => {
  const cache = await temporaryDirectory();
  const split = await loadSplit('mnist', 'test[-2:]+train[:1]', { cache, offline: true });
  // The last two test images are a 5 and a 6, the first training image is a 5.
  expect(Array.from(split.labels)).toEqual([5, 6, 5]);
});

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeIdx } from '../../formats/idx.ts';
import { firstImages } from './first-images.ts';

const COUNT = 5000;
const pixels = Uint8Array.from({ length: COUNT * 784 }, (_, at) => (at * 7919) >> 3);
const files = new Map([
  ['t10k-images-idx3-ubyte.gz', writeIdx({ type: 'uint8', shape: [COUNT, 28, 28], data: pixels })],
  [
    't10k-labels-idx1-ubyte.gz',
    writeIdx({ type: 'uint8', shape: [COUNT], data: pixels.map((byte) => byte % 10).slice(0, COUNT) }),
  ],
]);

/** An origin that gives its files in small pieces, and counts them; those before it in the list refuse. */
function origin(isGood: (url: string) => boolean) {
  const state = { sent: 0, asked: [] as string[] };
  const fetch = async (input: RequestInfo | URL) => {
    const url = String(input);
    state.asked.push(url);
    const file = files.get(url.split('/').at(-1) ?? '');
    if (file === undefined || !isGood(url)) return new Response('', { status: 404 });
    const packed = new Uint8Array(gzipSync(file));
    let at = 0;
    return new Response(
      new ReadableStream({
        pull(controller) {
          if (at >= packed.length) return controller.close();
          const piece = packed.slice(at, at + 4096);
          at += piece.length;
          state.sent += piece.length;
          controller.enqueue(piece);
        },
      }),
    );
  };
  return { state, fetch };
}

test('the first images of a split, and little more of its files', async () => {
  const { state, fetch } = origin((url) => url.includes('ossci-datasets'));
  const split = await firstImages('mnist', { limit: 10, fetch });
  expect(split.shape).toEqual([10, 28, 28, 1]);
  expect(Array.from(split.images)).toEqual(Array.from(pixels.slice(0, 7840)));
  expect(Array.from(split.labels)).toEqual(Array.from(pixels.slice(0, 10), (byte) => byte % 10));
  // Of 3.9 MB: what two files' streams hold ready.
  expect(state.sent).toBeLessThan(400_000);
});

test('the failure of each origin is reported', async () => {
  const { fetch } = origin(() => false);
  const failure = await firstImages('fashion-mnist', { limit: 1, fetch }).catch((error) => error);
  expect(failure).toMatchObject({ code: 'DATA_MISSING' });
  expect(failure.attempts.length).toBeGreaterThan(1);
  expect(failure.attempts[0].reason).toContain('HTTP 404');
});

test('a set of other files, no images, and an abort are refused', async () => {
  const { fetch, state } = origin(() => true);
  const other = firstImages('cifar-10' as 'mnist', { limit: 1, fetch });
  await expect(other).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: The files of cifar-10 can't be read from their beginning. Load it with loadSplit('cifar-10', 'test').]`,
  );
  await expect(firstImages('mnist', { limit: 1, fetch, split: 'train' })).rejects.toMatchObject({
    code: 'DATA_MISSING',
  });
  await expect(firstImages('mnist', { limit: 0, fetch })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  const before = state.asked.length;
  const signal = AbortSignal.abort();
  const aborted = firstImages('mnist', {
    limit: 1,
    signal,
    fetch: async () => signal.throwIfAborted() ?? new Response(),
  });
  await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  expect(state.asked.length).toBe(before);
});

// A tar archive read while it comes in: wanted files are collected one at a time, everything else is passed over.
// The same archive in memory: ../formats/tar.ts.

import { DatasetError } from '../error.ts';
import { parseTarHeader, TAR_BLOCK } from '../formats/tar-header.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/**
 * The wanted files of an archive, in archive order.
 *
 * @param lengthOf the exact length of a wanted file, by its name in the archive; undefined: pass it over.
 * @throws DatasetError `PARSE_TAR` if the archive is damaged, cut off, or a wanted file has another length.
 */
export async function* untar(
  chunks: AsyncIterable<Chunk>,
  lengthOf: (name: string) => number | undefined,
): AsyncGenerator<{ readonly name: string; readonly content: Chunk }> {
  const input = createInput(chunks);
  try {
    for (;;) {
      const header = parseTarHeader(await input.take(TAR_BLOCK));
      if (header === undefined) return;
      const { name, size, isFile } = header;
      const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
      const expected = isFile ? lengthOf(name) : undefined;
      if (expected === undefined) {
        await input.skip(size + padding);
        continue;
      }
      if (size !== expected) {
        throw new DatasetError('PARSE_TAR', `${name} expects ${expected} bytes, the archive has ${size}.`);
      }
      yield { name, content: await input.take(size) };
      await input.skip(padding);
    }
  } finally {
    await input.close();
  }
}

/** Chunks as exact numbers of bytes. */
function createInput(chunks: AsyncIterable<Chunk>) {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Chunk = new Uint8Array(0);

  async function consume(length: number, use: (piece: Chunk) => void): Promise<void> {
    for (let left = length; left > 0; ) {
      if (chunk.length === 0) {
        const { done, value } = await iterator.next();
        if (done)
          throw new DatasetError('PARSE_TAR', `The tar archive is cut off, ${left} bytes are missing.`);
        chunk = value;
      }
      const piece = chunk.subarray(0, left);
      use(piece);
      left -= piece.length;
      chunk = chunk.subarray(piece.length);
    }
  }

  return {
    async take(length: number): Promise<Chunk> {
      const taken = new Uint8Array(length);
      let at = 0;
      await consume(length, (piece) => {
        taken.set(piece, at);
        at += piece.length;
      });
      return taken;
    },
    skip: (length: number) => consume(length, () => undefined),
    async close() {
      await iterator.return?.();
    },
  };
}

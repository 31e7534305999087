// Folders on a disk, handles and lists of files, with a decoder that reads the pixels out of the file itself.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../fixtures/mirror.ts';
import type { DecodeImage } from './decode-image.ts';
import { imageFolder } from './image-folder.ts';
import { type DirectoryHandle, openFiles } from './open-files.ts';

/** A file of this test: width, height, channels, then the pixels. */
const decode: DecodeImage = (bytes) => {
  const [width, height, channels, ...data] = bytes;
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) throw new Error('no image');
  return { width, height, channels, data };
};

const FILES: Readonly<Record<string, readonly number[]>> = {
  'dog/b.png': [2, 1, 1, 30, 40],
  'cat/z.JPG': [2, 1, 3, 255, 0, 0, 0, 0, 255],
  'cat/a.jpeg': [2, 1, 4, 100, 100, 100, 255, 100, 200, 60, 0],
  'cat/notes.txt': [1],
  '.git/x.png': [1],
  'readme.png': [1],
};

async function onDisk(): Promise<string> {
  const folder = await temporaryDirectory();
  for (const [path, bytes] of Object.entries(FILES)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), Uint8Array.from(bytes));
  }
  return folder;
}

function asFiles(): File[] {
  return Object.entries(FILES).map(([path, bytes]) =>
    Object.defineProperty(
      new File([Uint8Array.from(bytes)], path.replace(/.*\//, '')),
      'webkitRelativePath',
      {
        value: `pets/${path}`,
      },
    ),
  );
}

function asHandle(): DirectoryHandle {
  const folder = (name: string, prefix: string): DirectoryHandle => ({
    kind: 'directory',
    name,
    async *values() {
      const below = Object.keys(FILES).filter((path) => path.startsWith(prefix));
      for (const child of new Set(below.map((path) => path.slice(prefix.length).split('/')[0]))) {
        const bytes = FILES[prefix + child];
        if (bytes === undefined) yield folder(child, `${prefix}${child}/`);
        else
          yield { kind: 'file', name: child, getFile: async () => new File([Uint8Array.from(bytes)], child) };
      }
    },
  });
  return folder('pets', '');
}

test.each([
  ['a path', onDisk],
  ['a list of files', async () => asFiles()],
  ['a directory handle', async () => asHandle()],
] as const)('%s gives classes by name and images by path', async (_, open) => {
  const files = await openFiles(await open());
  expect(files.map(({ path }) => path)).toEqual([
    'cat/a.jpeg',
    'cat/notes.txt',
    'cat/z.JPG',
    'dog/b.png',
    'readme.png',
  ]);
  const split = await imageFolder(files, { decode });
  expect(split.classNames).toEqual(['cat', 'dog']);
  expect(split.shape).toEqual([3, 1, 2, 3]);
  expect(Array.from(split.labels)).toEqual([0, 0, 1]);
  expect(Array.from(split.images)).toEqual([
    100, 100, 100, 0, 0, 0, 255, 0, 0, 0, 0, 255, 30, 30, 30, 40, 40, 40,
  ]);
});

test('in grey, and below a folder', async () => {
  const files = (await openFiles(asFiles())).map((file) => ({ ...file, path: `train/${file.path}` }));
  const { images, shape } = await imageFolder(files, { decode, channels: 1, below: 'train' });
  expect(shape).toEqual([3, 1, 2, 1]);
  // 0.299 * 255 = 76.2 and 0.114 * 255 = 29.1.
  expect(Array.from(images)).toEqual([100, 0, 76, 29, 30, 40]);
});

test('what goes wrong names the file', async () => {
  const files = await openFiles(asFiles());
  const broken = (bytes: number[]) =>
    imageFolder([{ path: 'cat/broken.png', bytes: async () => Uint8Array.from(bytes) }, ...files], {
      decode,
    });
  await expect(broken([1, 1, 9])).rejects.toThrow('cat/broken.png cannot be decoded: no image.');
  await expect(broken([1, 1, 1, 5])).rejects.toThrow('cat/a.jpeg is 2x1 pixels, the images before it 1x1.');
  await expect(broken([2, 1, 1, 5])).rejects.toThrow('cat/broken.png has 1 values for 2x1x1.');
  await expect(imageFolder(files, { decode, below: 'test' })).rejects.toThrow(
    /^the folder "test" has no image/,
  );
  await expect(imageFolder(files)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  await expect(openFiles('/nowhere/at/all')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

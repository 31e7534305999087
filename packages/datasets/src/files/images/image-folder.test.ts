// Folders on a disk, handles and lists of files, with a decoder that takes the pixels from the file itself.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../fixtures/mirror.ts';
import type { DataFile } from '../data-file.ts';
import { type DirectoryHandle, openFiles } from '../open-files.ts';
import type { DecodeImage } from './decode-image.ts';
import { imageFolder } from './image-folder.ts';

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
      const inside = Object.keys(FILES).filter((path) => path.startsWith(prefix));
      for (const child of new Set(inside.map((path) => path.slice(prefix.length).split('/')[0]))) {
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
    100, 100, 100, 255, 255, 255, 255, 0, 0, 0, 0, 255, 30, 30, 30, 40, 40, 40,
  ]);
});

test('in grey, and below a folder', async () => {
  const files = (await openFiles(asFiles())).map((file) => ({ ...file, path: `train/${file.path}` }));
  const { images, shape } = await imageFolder(files, { decode, channels: 1, subfolder: 'train' });
  expect(shape).toEqual([3, 1, 2, 1]);
  // 0.299 * 255 = 76.2 and 0.114 * 255 = 29.1.
  expect(Array.from(images)).toEqual([100, 255, 76, 29, 30, 40]);
});

/** Files of this test's own kind by their paths. */
function folder(files: Readonly<Record<string, readonly number[]>>): DataFile[] {
  return Object.entries(files).map(([path, bytes]) => ({ path, bytes: async () => Uint8Array.from(bytes) }));
}

const dot = (value: number) => [1, 1, 1, value];

describe('classes', () => {
  test('that are given determine the labels, and may have no images', async () => {
    const classNames = ['a', 'b', 'c'];
    const files = folder({ 'a/1.png': dot(1), 'c/1.png': dot(3) });
    const test = await imageFolder(files, { decode, classNames });
    expect([...test.labels]).toEqual([0, 2]);
    expect(test.classNames).toEqual(classNames);
    const without = imageFolder(files, { decode, classNames: ['a', 'b'] });
    await expect(without).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: 'The folder "c" is not among classNames (a, b). Add it there, or remove it from the data.',
    });
  });

  test.each([
    [
      'pictures of kinds that no decoder here reads',
      { 'a/1.png': dot(1), 'b/1.heic': [0] },
      'b/1.heic cannot be decoded',
    ],
    [
      'no pictures',
      { 'a/1.png': dot(1), 'b/notes.txt': [0] },
      'The folder "b" has no image among its 1 files, such as notes.txt.',
    ],
    [
      'one picture of a kind that is not read',
      { 'a/1.png': dot(1), 'a/2.webp': [0] },
      'a/2.webp cannot be decoded',
    ],
  ])('with %s are not dropped in silence', async (_, files, message) => {
    await expect(imageFolder(folder(files), { decode })).rejects.toThrow(message);
  });

  test('whose folder is empty are known by path and by handle', async () => {
    const path = await temporaryDirectory();
    await mkdir(join(path, 'b', 'deep'), { recursive: true });
    await mkdir(join(path, 'a'));
    await writeFile(join(path, 'a', '1.png'), Uint8Array.from(dot(1)));
    await expect(imageFolder(path, { decode })).rejects.toThrow('The folder "b" is empty.');
    const files = await openFiles(path);
    expect(files.emptyFolders).toEqual(['b', 'b/deep']);
    await expect(imageFolder(files, { decode })).rejects.toThrow('The folder "b" is empty.');
    expect((await imageFolder(path, { decode, classNames: ['a', 'b'] })).shape[0]).toBe(1);
  });

  test('may have their images in subfolders', async () => {
    const split = await imageFolder(
      folder({ 'a/indoors/1.png': dot(1), 'a/2.png': dot(2), 'b/1.png': dot(3) }),
      { decode },
    );
    expect([...split.images.filter((_, i) => i % 3 === 0)]).toEqual([1, 2, 3]);
    expect([...split.labels]).toEqual([0, 0, 1]);
  });

  test.each([
    [
      'parts of a data set',
      { 'train/a/1.png': dot(1), 'test/a/1.png': dot(1) },
      'Pass the option subfolder: "test"',
    ],
    [
      'a folder around the classes',
      { 'pets/a/1.png': dot(1), 'pets/b/1.png': dot(1) },
      'Pass the option subfolder: "pets"',
    ],
  ])('are not %s', async (_, files, message) => {
    await expect(imageFolder(folder(files), { decode })).rejects.toThrow(message);
  });

  test.each(['train', 'train/', './train', 'train\\'])('lie below %s', async (subfolder) => {
    const files = folder({ 'train/a/1.png': dot(1), 'test/a/1.png': dot(1) });
    expect((await imageFolder(files, { decode, subfolder })).shape[0]).toBe(1);
  });

  test('have one name however an accent is written', async () => {
    const files = folder({ 'caf\u00e9/1.png': dot(1), 'cafe\u0301/2.png': dot(2) });
    const options = { decode, classNames: ['caf\u00e9'] };
    expect([...(await imageFolder(files, options)).labels]).toEqual([0, 0]);
  });
});

describe('images of several sizes', () => {
  // A row of 10, 20, 30, 40, and a single 200.
  const files = folder({ 'a/1.png': [4, 1, 1, 10, 20, 30, 40], 'a/2.png': dot(200) });

  test.each([
    ['fit', [15, 35, 255, 255, 200, 200, 200, 200]],
    ['cover', [20, 20, 20, 20, 200, 200, 200, 200]],
    ['stretch', [15, 35, 15, 35, 200, 200, 200, 200]],
  ] as const)('are brought to one: %s', async (mode, images) => {
    const split = await imageFolder(files, { decode, channels: 1, resize: { width: 2, height: 2, mode } });
    expect(split.shape).toEqual([2, 2, 2, 1]);
    // Of two rows, one is background: the upper or the lower, whichever it is.
    expect([...split.images.slice(0, 4)].sort((a, b) => a - b)).toEqual(
      [...images.slice(0, 4)].sort((a, b) => a - b),
    );
    expect([...split.images.slice(4)]).toEqual(images.slice(4));
    expect(split.record).toEqual({
      resize: { width: 2, height: 2, mode },
      background: 255,
      sizes: { '4x1': 1, '1x1': 1 },
      skippedFiles: [],
    });
  });

  test('are refused where no size is given', async () => {
    await expect(imageFolder(files, { decode })).rejects.toThrow(
      'a/2.png is 1x1 pixels, the images before it 4x1. Resize them with the option resize: { width, height }.',
    );
  });
});

test('what is transparent is white, or another background', async () => {
  const files = folder({ 'a/1.png': [2, 1, 2, 0, 0, 0, 128] });
  const images = async (options: object) => [...(await imageFolder(files, { decode, ...options })).images];
  // 255 * (1 - 128 / 255) = 127.
  expect(await images({ channels: 1 })).toEqual([255, 127]);
  expect(await images({ channels: 1, background: 0 })).toEqual([0, 0]);
  expect(await images({ background: [255, 0, 51] })).toEqual([255, 0, 51, 127, 0, 25]);
});

test('skipped files are listed', async () => {
  const files = folder({ 'a/1.png': dot(1), 'a/Thumbs.db': [0], 'labels.csv': [0], 'stray.png': dot(9) });
  expect((await imageFolder(files, { decode })).record.skippedFiles).toEqual([
    'a/Thumbs.db',
    'labels.csv',
    'stray.png',
  ]);
});

test('errors name the file', async () => {
  const files = await openFiles(asFiles());
  const broken = (bytes: number[]) =>
    imageFolder([...folder({ 'cat/broken.png': bytes }), ...files], { decode });
  await expect(broken([1, 1, 9])).rejects.toThrow('cat/broken.png cannot be decoded: no image.');
  await expect(broken([1, 1, 1, 5])).rejects.toThrow('cat/a.jpeg is 2x1 pixels, the images before it 1x1.');
  await expect(imageFolder(files, { decode, subfolder: 'test' })).rejects.toThrow(
    'The folder "test" has no image in a folder of its class, like cat/1.png, among 5 files, in the folders cat, dog.',
  );
  await expect(imageFolder(files)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  await expect(openFiles('/nowhere/at/all')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  await expect(imageFolder('/nowhere/at/all')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

test.each([
  ['folder', [7, {}]],
  ['folder', [null, {}]],
  ['folder', [['a.png'], {}]],
  ['options', [[], null]],
  ['options', [[], { chanels: 1 }]],
  ['channels', [[], { channels: 4 }]],
  ['classNames', [[], { classNames: 'a' }]],
  ['classNames[1]', [[], { classNames: ['a', 'a'] }]],
  ['resize', [[], { resize: 28 }]],
  ['resize.width', [[], { resize: { width: 0, height: 1 } }]],
  ['resize.mode', [[], { resize: { width: 1, height: 1, mode: 'crop' } }]],
  ['background[2]', [[], { background: [0, 0, 300] }]],
  ['decode', [[], { decode: 'png' }]],
  ['subfolder', [[], { subfolder: 7 }]],
] as const)('the argument %s is checked', async (name, parameters) => {
  const [files, options] = parameters as never as Parameters<typeof imageFolder>;
  await expect(imageFolder(files, options)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(new RegExp(`^${name.replace(/[[\]]/g, '\\$&')} `)),
  });
});

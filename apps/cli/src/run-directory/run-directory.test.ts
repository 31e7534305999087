import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory } from '../testing/run-cli.ts';
import {
  claimNextRunDirectory,
  claimRunDirectory,
  emptyRunDirectory,
  releaseRunDirectory,
} from './run-directory.ts';

function finishedRun(directory: string): void {
  mkdirSync(join(directory, 'model'), { recursive: true });
  for (const file of ['run.json', 'history.jsonl', 'log.csv']) writeFileSync(join(directory, file), 'old');
}

describe('claiming the directory of a run', () => {
  test('creates it with its parents, and deletes it again if nothing was written', async () => {
    const directory = emptyDirectory();
    const runDirectory = await claimRunDirectory({ name: 'deep/er/a', directory, force: false });
    expect(readdirSync(join(directory, 'deep/er/a'))).toEqual([]);
    await releaseRunDirectory(runDirectory);
    expect(readdirSync(join(directory, 'deep/er'))).toEqual([]);
  });

  test('accepts an empty directory, and keeps it', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'a'));
    await releaseRunDirectory(await claimRunDirectory({ name: 'a', directory, force: false }));
    expect(readdirSync(directory)).toEqual(['a']);
  });

  test('refuses a run, and keeps it whole when forced until it is emptied', async () => {
    const directory = emptyDirectory();
    finishedRun(join(directory, 'a'));
    const refused = { code: 'RUN_EXISTS', message: expect.stringContaining('--force') };
    await expect(claimRunDirectory({ name: 'a', directory, force: false })).rejects.toMatchObject(refused);
    const runDirectory = await claimRunDirectory({ name: 'a', directory, force: true });
    expect(readdirSync(join(directory, 'a'))).toHaveLength(4);
    await emptyRunDirectory(runDirectory);
    expect(readdirSync(join(directory, 'a'))).toEqual([]);
  });

  test('says how to resume an unfinished run', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'a'));
    writeFileSync(join(directory, 'a/unfinished.json'), '{}');
    await expect(claimRunDirectory({ name: 'a', directory, force: false })).rejects.toThrow('--resume a');
  });

  test('never touches what is not a run', async () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'mine.txt'), '');
    await expect(claimRunDirectory({ name: '.', directory, force: true })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
    });
    await expect(claimRunDirectory({ name: 'mine.txt', directory, force: true })).rejects.toMatchObject({
      code: 'DIRECTORY_UNWRITABLE',
    });
    finishedRun(directory);
    await emptyRunDirectory({ name: '.', path: directory, remedy: '' });
    expect(readdirSync(directory)).toEqual(['mine.txt']);
  });
});

test.each(['.DS_Store', '._run.json', 'Thumbs.db', 'desktop.ini', '.directory', '.localized'])(
  "what an operating system leaves behind is in nobody's way: %s",
  async (name) => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, name), '');
    await expect(claimRunDirectory({ name: '.', directory, force: false })).resolves.toMatchObject({
      name: '.',
    });
    finishedRun(directory);
    await expect(claimRunDirectory({ name: '.', directory, force: false })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
      message: expect.stringContaining('already contains a run'),
    });
    await claimRunDirectory({ name: '.', directory, force: true });
    await emptyRunDirectory({ name: '.', path: directory, remedy: '' });
    expect(readdirSync(directory)).toEqual([name]);
  },
);

test('simultaneous claims get different directories', async () => {
  const directory = emptyDirectory();
  const claimed = await Promise.all([1, 2, 3].map(() => claimNextRunDirectory('m', directory)));
  expect(claimed.map(({ name }) => name).sort()).toEqual([1, 2, 3].map((n) => join('runs', `m-${n}`)));
});

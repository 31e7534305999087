import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory } from '../testing/run-cli.ts';
import { claimFreePlace, claimRunPlace, emptyRunPlace, releaseRunPlace } from './run-directory.ts';

function finishedRun(directory: string): void {
  mkdirSync(join(directory, 'model'), { recursive: true });
  for (const file of ['run.json', 'history.jsonl', 'log.csv']) writeFileSync(join(directory, file), 'old');
}

describe('claiming the place of a run', () => {
  test('makes it with its parents, and takes it away again where nothing came of it', async () => {
    const directory = emptyDirectory();
    const place = await claimRunPlace({ name: 'deep/er/a', directory, force: false });
    expect(readdirSync(join(directory, 'deep/er/a'))).toEqual([]);
    await releaseRunPlace(place);
    expect(readdirSync(join(directory, 'deep/er'))).toEqual([]);
  });

  test('takes an empty directory, and leaves it', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'a'));
    await releaseRunPlace(await claimRunPlace({ name: 'a', directory, force: false }));
    expect(readdirSync(directory)).toEqual(['a']);
  });

  test('refuses a run, and keeps it whole when forced until it is emptied', async () => {
    const directory = emptyDirectory();
    finishedRun(join(directory, 'a'));
    const refused = { code: 'RUN_EXISTS', message: expect.stringContaining('--force') };
    await expect(claimRunPlace({ name: 'a', directory, force: false })).rejects.toMatchObject(refused);
    const place = await claimRunPlace({ name: 'a', directory, force: true });
    expect(readdirSync(join(directory, 'a'))).toHaveLength(4);
    await emptyRunPlace(place);
    expect(readdirSync(join(directory, 'a'))).toEqual([]);
  });

  test('names the way to go on with a run that is not finished', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'a'));
    writeFileSync(join(directory, 'a/unfinished.json'), '{}');
    await expect(claimRunPlace({ name: 'a', directory, force: false })).rejects.toThrow('--resume a');
  });

  test('never touches what is not a run', async () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'mine.txt'), '');
    await expect(claimRunPlace({ name: '.', directory, force: true })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
    });
    await expect(claimRunPlace({ name: 'mine.txt', directory, force: true })).rejects.toMatchObject({
      code: 'DIRECTORY_UNWRITABLE',
    });
    finishedRun(directory);
    await emptyRunPlace({ name: '.', path: directory, remedy: '' });
    expect(readdirSync(directory)).toEqual(['mine.txt']);
  });
});

test.each(['.DS_Store', '._run.json', 'Thumbs.db', 'desktop.ini', '.directory', '.localized'])(
  "what an operating system leaves behind is in nobody's way: %s",
  async (name) => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, name), '');
    await expect(claimRunPlace({ name: '.', directory, force: false })).resolves.toMatchObject({ name: '.' });
    finishedRun(directory);
    await expect(claimRunPlace({ name: '.', directory, force: false })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
      message: expect.stringContaining('holds a run already'),
    });
    await claimRunPlace({ name: '.', directory, force: true });
    await emptyRunPlace({ name: '.', path: directory, remedy: '' });
    expect(readdirSync(directory)).toEqual([name]);
  },
);

test('claims at the same moment get places of their own', async () => {
  const directory = emptyDirectory();
  const places = await Promise.all([1, 2, 3].map(() => claimFreePlace('m', directory)));
  expect(places.map(({ name }) => name).sort()).toEqual([1, 2, 3].map((n) => join('runs', `m-${n}`)));
});

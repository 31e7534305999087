import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory } from '../testing/run-cli.ts';
import { claimRunPlace, freeRunName, writeRun, writeRunFile } from './write-run.ts';

const fill = (text: string) => (directory: string) => writeRunFile(directory, 'run.json', text);

describe('writing a run', () => {
  test('makes the parents, and leaves nothing beside the run', async () => {
    const directory = emptyDirectory();
    const place = await claimRunPlace({ name: 'deep/er/a', directory, force: false });
    expect(readdirSync(join(directory, 'deep/er'))).toEqual([]);
    await writeRun(place, fill('new'));
    expect(readdirSync(join(directory, 'deep/er'))).toEqual(['a']);
  });

  test('takes an empty directory, refuses a run, and replaces it when forced', async () => {
    const directory = emptyDirectory();
    mkdirSync(join(directory, 'a'));
    await writeRun(await claimRunPlace({ name: 'a', directory, force: false }), fill('old'));
    await expect(claimRunPlace({ name: 'a', directory, force: false })).rejects.toMatchObject({
      code: 'RUN_EXISTS',
    });
    await writeRun(await claimRunPlace({ name: 'a', directory, force: true }), fill('new'));
    expect(readFileSync(join(directory, 'a/run.json'), 'utf8')).toBe('new');
    expect(readdirSync(directory)).toEqual(['a']);
  });

  test('that fails keeps the old run whole and leaves no trace', async () => {
    const directory = emptyDirectory();
    await writeRun(await claimRunPlace({ name: 'a', directory, force: false }), fill('old'));
    const place = await claimRunPlace({ name: 'a', directory, force: true });
    const failing = writeRun(place, async (unfinished) => {
      await fill('half')(unfinished);
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(readFileSync(join(directory, 'a/run.json'), 'utf8')).toBe('old');
    expect(readdirSync(directory)).toEqual(['a']);
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
  });
});

test('the next free name counts on', async () => {
  const directory = emptyDirectory();
  expect(await freeRunName('m', directory)).toBe(join('runs', 'm-1'));
  mkdirSync(join(directory, 'runs/m-1/model'), { recursive: true });
  expect(await freeRunName('m', directory)).toBe(join('runs', 'm-2'));
});

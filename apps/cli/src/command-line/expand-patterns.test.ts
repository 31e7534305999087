import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import { emptyDirectory } from '../testing/run-cli.ts';
import { expandPatterns } from './expand-patterns.ts';

const directory = emptyDirectory();
const command = new Command('predict').argument('<run>').argument('<images...>');

beforeAll(() => {
  for (const folder of ['digits', 'more', '.hidden']) mkdirSync(join(directory, folder));
  for (const file of ['b.png', 'a.png', '.c.png', 'a.jpg', 'digits/1.png', 'more/2.png', 'more/(x)+.png']) {
    writeFileSync(join(directory, file), '');
  }
});

test.each([
  ['*.png', ['a.png', 'b.png']],
  ['a.*', ['a.jpg', 'a.png']],
  ['?.png', ['a.png', 'b.png']],
  ['*/?.png', [join('digits', '1.png'), join('more', '2.png')]],
  ['more/(*)+.png', [join('more', '(x)+.png')]],
  ['./digits/*', [join('digits', '1.png')]],
  ['plain.png', ['plain.png']],
  ['*.gif', ['*.gif']],
  ['nowhere/*.png', ['nowhere/*.png']],
  ['--json', ['--json']],
])('%s', async (pattern, files) => {
  expect(await expandPatterns(['runs/a', pattern], { command, directory })).toEqual(['runs/a', ...files]);
});

test('a path from the root stays one', async () => {
  const pattern = join(directory, '*.jpg');
  expect(await expandPatterns([pattern], { command, directory: '/' })).toEqual([join(directory, 'a.jpg')]);
});

test('commands that take no files keep their words', async () => {
  const train = new Command('train').argument('[model]');
  expect(await expandPatterns(['*.png'], { command: train, directory })).toEqual(['*.png']);
});

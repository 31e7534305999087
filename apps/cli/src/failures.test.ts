// Everything that can go wrong, as a user sees it: one sentence that says what to do, the right exit code, no stack
// trace, nothing on stdout, and an unchanged cache.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { syntheticDigits } from '@nn101/datasets';
import { writeIdx } from '@nn101/datasets/formats';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, runCli } from './testing/run-cli.ts';

const train = ['train', 'mnist-basic'];

describe('wrong usage ends with 2', () => {
  test.each([
    ['trian', /Did you mean train\?/],
    ['trian --help', /Did you mean train\?/],
    ['xor --sede 3', /Did you mean --seed\?/],
    ['train mnist-basci', /no model "mnist-basci". Did you mean mnist-basic\?/],
    ['train mnist-basic --dataset fashion-mnits', /Did you mean fashion-mnist\?/],
    ['train mnist-basic --activation tahn', /Did you mean tanh\?/],
    ['train mnist-basic --epochs 0', /--epochs takes a whole number from 1 .* received "0"/],
    ['train mnist-basic --epochs abc', /--epochs takes .* received "abc"/],
    ['train mnist-basic --batch-size -1', /--batch-size takes a whole number from 1 .* received "-1"/],
    ['train mnist-basic --seed 1.5', /--seed takes a whole number from 0 .* received "1.5"/],
    ['train mnist-basic --units 0', /--units takes .* received "0"/],
    ['train mnist-basic --limit 0', /--limit takes .* received "0"/],
    ['train mnist-basic --min-accuracy 97', /--min-accuracy takes a number from 0 to 1/],
    ['train mnist-basic --recipe best', /--recipe .* Allowed choices are notebook, tuned/],
    ['train mnist-basic --workers 0', /--workers takes .* received "0"/],
    ['train mnist-basic --optimizer rmsprop', /--optimizer takes adam, .* received "rmsprop"/],
    ['train mnist-basic --schedule linear', /--schedule takes constant, .* received "linear"/],
    ['train mnist-basic --augment flop', /flop/],
    ['train mnist-basic --log xml', /no kind of log "xml"/],
    ['train cifar-cnn --dataset synthetic', /are 28x28x1, but this model takes 32x32x3. .*cifar-10/],
    ['train', /Missing required argument 'model'/],
    ['xor --learning-rate 0', /--learning-rate takes/],
    ['xor 5', /Too many arguments/],
    ['models summary mnist', /no model "mnist"/],
    ['datasets info synthetic', /nothing to manage/],
    ['datasets lst', /Did you mean list\?/],
  ])('nn101 %s', async (line, sentence) => {
    const run = await runCli(line.split(' '));
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(sentence) });
    expectOneSentence(run.stderr);
  });
});

describe('what is missing or unreadable ends with 1', () => {
  test.each([
    ['evaluate nothing', /nothing contains no run/],
    ['report nothing', /nothing contains no run/],
    ['predict nothing a.png', /nothing contains no run/],
    [
      'train mnist-basic --units 8192 --hidden-layers 30',
      /needs about [\d.]+ GB of memory, but WebAssembly is limited to 4 GiB. It fits with --workers 1 --units \d+/,
    ],
    [
      'train mnist-basic --dataset synthetic --out /dev/null/run',
      /can't be written: part of the path is a file/,
    ],
    ['train mnist-basic --dataset synthetic --out /proc/nn101/run', /can't be written/],
  ])('nn101 %s', async (line, sentence) => {
    const run = await runCli(line.split(' '));
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringMatching(sentence) });
    expectOneSentence(run.stderr);
  });

  test('a directory that holds something else is never replaced, even with --force', async () => {
    const directory = emptyDirectory();
    writeFileSync(join(directory, 'thesis.txt'), 'dear');
    const run = await runCli([...train, '--dataset', 'synthetic', '--out', '.', '--force'], { directory });
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('"thesis.txt"') });
    expect(readdirSync(directory)).toEqual(['thesis.txt']);
  });

  test.skipIf(process.platform !== 'linux')('a stdout that takes nothing (needs /dev/full)', async () => {
    const run = await runCli(['xor', '--json'], { stdoutFile: '/dev/full' });
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('the disk is full') });
    expectOneSentence(run.stderr);
  });

  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  test.skipIf(!isRoot)('a full disk (needs root, to mount a small one)', async () => {
    const directory = emptyDirectory();
    const disk = join(directory, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      const words = ['--dataset', 'synthetic', '--limit', '100', '--epochs', '1', '--out', 'disk/run'];
      const run = await runCli([...train, ...words], { directory });
      expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/disk is full. Free some/) });
      expectOneSentence(run.stderr);
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  // Root may write anywhere, but not below a file or on /proc.
  test.each(['file/cache', '/proc/nn101/cache'])('a cache that can not be written: %s', async (cache) => {
    const directory = mirrorWith(gzipSync(idxOfDigits()));
    writeFileSync(join(directory, 'file'), '');
    const environment = { NN101_MIRROR: join(directory, 'mirror'), NN101_CACHE: resolve(directory, cache) };
    const run = await runCli(['datasets', 'download', 'mnist', '--offline'], { directory, environment });
    expect(run).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('NN101_CACHE') });
    expectOneSentence(run.stderr);
  });
});

describe('missing or damaged data end with 3 and leave the cache as it was', () => {
  const whole = gzipSync(idxOfDigits());
  test.each([
    ['missing', undefined],
    ['truncated', whole.subarray(0, whole.length / 2)],
    ['corrupted', Buffer.from('this is no gzip')],
    ['mislabelled', whole],
  ])('a %s file', async (_, content) => {
    const directory = mirrorWith(content);
    const cache = join(directory, 'cache');
    mkdirSync(cache);
    writeFileSync(join(cache, 'mine.txt'), 'as it was');
    const environment = { NN101_MIRROR: join(directory, 'mirror') };
    const run = await runCli([...train, '--offline'], { directory, environment });
    expect(run).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('NN101_MIRROR') });
    expectOneSentence(run.stderr);
    expect(readdirSync(cache)).toEqual(['mine.txt']);
  });

  test('nn101 datasets verify on an empty cache', async () => {
    const run = await runCli(['datasets', 'verify', 'mnist']);
    expect(run).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('nn101 datasets download mnist'),
    });
  });
});

/** A valid IDX file, but not one of MNIST's. */
function idxOfDigits(): Uint8Array {
  const { images, shape } = syntheticDigits({ count: 20, seed: 0 });
  return writeIdx({ type: 'uint8', shape: shape.slice(0, 3), data: images });
}

/** A directory with a mirror whose file of training images has this content, or is missing. */
function mirrorWith(content: Uint8Array | undefined): string {
  const directory = emptyDirectory();
  const folder = join(directory, 'mirror', 'mnist');
  mkdirSync(folder, { recursive: true });
  if (content !== undefined) writeFileSync(join(folder, 'train-images-idx3-ubyte.gz'), content);
  return directory;
}

function expectOneSentence(stderr: string): void {
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).not.toMatch(/^\s+at /m);
}

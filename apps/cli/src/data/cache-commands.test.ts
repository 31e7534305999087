// `nn101 datasets verify` as a process, on a cache in which one bit flips.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { datasets } from '@nn101/datasets';
import { expect, test } from 'vitest';
import { type CliRun, emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';

const damaged = 'mnist/t10k-images-idx3-ubyte';

/** A mirror with checksums for empty images in MNIST's layout, and an environment that trusts it. */
function mirrorOfBlanks() {
  const directory = emptyDirectory();
  const folder = join(directory, 'mirror/mnist');
  mkdirSync(folder, { recursive: true });
  const sums = datasets.mnist.downloads.map(({ name, contents: [{ name: content, bytes }] }) => {
    const file = new Uint8Array(bytes);
    const { train, test: tests } = datasets.mnist.counts;
    const count = content.startsWith('train') ? train : tests;
    const isImages = content.includes('images');
    const header = isImages ? [0x803, count, 28, 28] : [0x801, count];
    for (const [at, value] of header.entries()) new DataView(file.buffer).setUint32(4 * at, value);
    writeFileSync(join(folder, name), gzipSync(file, { level: 1 }));
    return `${createHash('sha256').update(file).digest('hex')}  mnist/${content}\n`;
  });
  writeFileSync(join(directory, 'mirror/SHA256SUMS'), sums.join(''));
  // No network: requests to public origins go to a proxy that does not exist.
  const environment = {
    NN101_MIRROR: join(directory, 'mirror'),
    NN101_MIRROR_TRUST: '1',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NN101_PATIENCE: '0.01',
  };
  const run = (...words: string[]): Promise<CliRun> =>
    runCli(['datasets', ...words], { directory, environment });
  return { directory, run };
}

/** Flips a bit in the middle of a file and conceals it: size and times stay the same. */
function flipBit(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] ^= 4;
  const { atime, mtime } = statSync(path);
  writeFileSync(path, bytes);
  utimesSync(path, atime, mtime);
}

test('verify names the file in which a bit flipped, and repairs it', async () => {
  const { directory, run } = mirrorOfBlanks();
  expect(await run('download', 'mnist')).toMatchObject({ exitCode: 0, stderr: '' });
  const path = join(directory, 'cache', damaged);
  const right = readFileSync(path);
  flipBit(path);
  const verified = await run('verify');
  expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
  expect(verified.stdout).toContain(`Repaired ${damaged}`);
  expect(verified.stdout.match(/Repaired/g)).toHaveLength(1);
  expect(readFileSync(path).equals(right)).toBe(true);
  const again = eventsOf(await run('verify', 'mnist', '--json'));
  expect(again).toEqual([
    expect.objectContaining({ event: 'result', name: 'mnist', ok: true, repaired: [] }),
  ]);
});

test('what cannot be repaired is named, with exit code 3', async () => {
  const { directory, run } = mirrorOfBlanks();
  await run('download', 'mnist');
  flipBit(join(directory, 'cache', damaged));
  renameSync(join(directory, 'mirror'), join(directory, 'elsewhere'));
  for (const words of [['verify'], ['verify', 'mnist', '--offline']]) {
    const failed = await run(...words);
    expect(failed.exitCode).toBe(3);
    expect(failed.stderr).toMatch(/t10k-images-idx3-ubyte is damaged, sha256 [0-9a-f]{64}/);
    expect(failed.stderr.trimEnd()).not.toContain('\n');
  }
});

test('an empty cache has nothing to verify', async () => {
  const run = await runCli(['datasets', 'verify']);
  expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('contains no data sets') });
});

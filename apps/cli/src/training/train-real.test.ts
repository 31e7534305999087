// `nn101 train` on the real MNIST, from a mirror.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunRecord } from '../run-directory/run-record.ts';
import { emptyDirectory, eventsOf, runCli } from '../testing/run-cli.ts';

const directory = emptyDirectory();
const mirror = process.env.NN101_MIRROR;

describe.skipIf(mirror === undefined)('on the real MNIST (needs NN101_MIRROR)', () => {
  test('one epoch reaches 0.85 or more, verified by the published checksums', async () => {
    const environment = {
      NN101_MIRROR: mirror ?? '',
      NN101_CACHE: process.env.NN101_CACHE ?? join(directory, 'real'),
    };
    const run = await runCli(['train', 'mnist-basic', '--epochs', '1', '--out', 'real', '--json'], {
      directory,
      environment,
    });
    expect(run.exitCode).toBe(0);
    expect(eventsOf(run).at(-1)?.testAccuracy).toBeGreaterThan(0.85);
    const record = JSON.parse(readFileSync(join(directory, 'real/run.json'), 'utf8')) as RunRecord;
    expect(record.dataset).toMatchObject({ name: 'mnist', verified: 'official', trainingImages: 60_000 });
  });
});

// One training, every engine of this machine, any number of workers: one hash for each arithmetic. NN101_REPRODUCE=whole trains on 6,000 real
// images for two epochs instead, and writes what it found to NN101_REPRODUCE_OUT.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gather, loadDataset, permutation, type Split, syntheticDigits } from '@nn101/datasets';
import { requireArithmetic } from '@nn101/kernels/graph';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browsers } from './browsers.ts';
import { bundlePage } from './bundle-page.ts';
import { type PageServer, servePage } from './page-server.ts';
import { type Trained, type Training, trainOnce } from './train-once.ts';

const isWhole = process.env.NN101_REPRODUCE === 'whole';
const arithmetic = 'deterministic';
const training: Training = isWhole
  ? { model: 'mnist-cnn', epochs: 2, batchSize: 1000, seed: 7, arithmetic }
  : { model: 'mnist-cnn', epochs: 1, batchSize: 100, seed: 7, arithmetic };
/** The same with fused multiply-adds. */
const fused: Training = { ...training, arithmetic: 'fused' };
/** Recorded, as the Node that runs this may not have that arithmetic; of real images it is what the first engine gives. */
let fusedSha256 = isWhole ? undefined : '913684e52618cc1371e4e69a38e8c8b320b4b8f0fd4fe2d2ad2247a4270208ee';
const workerCounts = [1, 2, 4];
const patience = isWhole ? 900_000 : 120_000;

const found: (Trained & { engine: string; workers: number })[] = [];
let data: Split;
let directory: string;
let expected: string;

function keep(engine: string, workers: number, trained: Trained): void {
  found.push({ engine, workers, ...trained });
}

beforeAll(async () => {
  data = await images();
  directory = await mkdtemp(join(tmpdir(), 'nn101-page-'));
  await bundlePage(directory);
  const trained = await trainOnce(training, { train: data, workers: 1 });
  expected = trained.weightsSha256;
  keep(`Node ${process.versions.node}`, 1, trained);
}, patience);

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  const { NN101_REPRODUCE_OUT: out } = process.env;
  if (out !== undefined) await writeFile(out, `${JSON.stringify(found, null, 2)}\n`);
});

/** As `nn101 train --limit 6000 --seed 7` chooses them. */
async function images(): Promise<Split> {
  if (!isWhole) return syntheticDigits({ count: 600, seed: 1 });
  const { train } = await loadDataset('mnist');
  return gather(train, permutation(train.shape[0], { seed: training.seed }).subarray(0, 6000));
}

test.each([2, 4])(
  'Node with %i workers',
  async (workers) => {
    const trained = await trainOnce(training, { train: data, workers });
    keep(`Node ${process.versions.node}`, workers, trained);
    expect(trained).toMatchObject({ weightsSha256: expected, sharedMemory: true });
  },
  patience,
);

/** What an engine that does not have the fused arithmetic says. */
const refusal = /FUSED_UNAVAILABLE|'fused' arithmetic needs/;

test(
  'Node with the fused arithmetic, or without it',
  async () => {
    if (refusalOfFused() === undefined) {
      const trained = await trainOnce(fused, { train: data, workers: 2 });
      keep(`Node ${process.versions.node}, fused`, 2, trained);
      fusedSha256 ??= trained.weightsSha256;
      expect(trained.weightsSha256).toBe(fusedSha256);
    } else await expect(trainOnce(fused, { train: data, workers: 2 })).rejects.toThrow(refusal);
  },
  patience,
);

function refusalOfFused(): unknown {
  try {
    requireArithmetic('fused');
    return undefined;
  } catch (error) {
    return error;
  }
}

describe.each(browsers)('$name', ({ launch, whyMissing }) => {
  let browser: Browser;

  beforeAll(async () => {
    if (whyMissing === undefined) browser = await launch();
  }, patience);
  afterAll(() => browser?.close());

  describe.each([true, false])(`isolated: %s${whyMissing ? ` (${whyMissing})` : ''}`, (isolated) => {
    let server: PageServer;
    let page: Page;

    beforeAll(async () => {
      if (whyMissing !== undefined) return;
      server = await servePage({ directory, data, isolated });
      page = await browser.newPage();
      await page.goto(server.address);
      await page.waitForFunction('"train" in globalThis');
    }, patience);
    afterAll(() => server?.close());

    test.skipIf(whyMissing).each(workerCounts)(
      '%i workers',
      async (workers) => {
        const words = JSON.stringify([training, { shape: data.shape, workers }]);
        const trained = (await page.evaluate(`globalThis.train(...${words})`)) as Trained;
        keep(`${await browser.version()}${isolated ? '' : ', not isolated'}`, workers, trained);
        expect(trained).toMatchObject({ weightsSha256: expected, sharedMemory: isolated });
      },
      patience,
    );

    test.skipIf(whyMissing)(
      'the fused arithmetic, with one hash, or without it',
      async () => {
        const words = JSON.stringify([fused, { shape: data.shape, workers: 2 }]);
        const trained = (await page
          .evaluate(`globalThis.train(...${words})`)
          .catch((error: Error) => error)) as Trained | Error;
        const engine = `${await browser.version()}${isolated ? '' : ', not isolated'}, fused`;
        if (trained instanceof Error) expect(trained.message).toMatch(refusal);
        else {
          keep(engine, 2, trained);
          fusedSha256 ??= trained.weightsSha256;
          expect({ engine, hash: trained.weightsSha256 }).toEqual({ engine, hash: fusedSha256 });
        }
      },
      patience,
    );
  });
});

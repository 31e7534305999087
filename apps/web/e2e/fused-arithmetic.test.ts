// The fused arithmetic in the page: its own result, the same as in Node, and the refusal where the browser rounds twice.
import { setFlagsFromString } from 'node:v8';
import { gather, permutation, syntheticDataset } from '@nn101/datasets';
import { buildModel, models } from '@nn101/models';
import { fit, prepareBackend, weightsSha256 } from '@nn101/train';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { experimentLanes } from '../src/export/experiment.ts';
import { syntheticSize } from '../src/training/data/data-name.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, runAddress, train, trainedAt } from './testing/training-page.ts';

const settings = { data: 'synthetic', epochs: 1, limit: 1000, batch: 1000, seed: 1 };
const fused = runAddress('simple-model', { ...settings, arithmetic: 'fused' });
/** Of these settings, in Node 24, Node 26 and Chromium. */
const recorded = '7dcd2be21ee6b1aee4c2799e8dcb91863fb7c5199cef4abc3428b70df9e3dc8c';

// Node 20 has the instruction behind a flag.
async function hashInNode(): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
  await prepareBackend();
  const { train: images } = syntheticDataset(syntheticSize);
  const { limit, epochs, batch: batchSize, seed } = settings;
  const chosen = gather(images, permutation(images.shape[0], { seed }).subarray(0, limit));
  const model = buildModel({ inputShape: [28, 28, 1], seed, layers: models['mnist-basic'].layers });
  const options = { train: chosen, epochs, batchSize, seed, lanes: experimentLanes } as const;
  const run = fit(model, { ...options, arithmetic: 'fused' });
  for await (const _ of run);
  return weightsSha256(model);
}

describe.skipIf(missingChromium)(
  `fused arithmetic in the page${whyNoChromium}`,
  {
    timeout: 2 * longestRun,
  },
  () => {
    const chromium = useChromium();
    const roundsTwice = useChromium({ engineFlags: '--no-enable-fma3' });
    let server: CourseServer;
    beforeAll(async () => {
      server = await serveCourse();
    });
    afterAll(() => server?.close());

    test('gives the recorded weights, as Node does, and not those of the other one', async () => {
      const { page, errors } = await chromium.open(server.url + fused);
      expect((await trainedAt(page)).hash).toBe(recorded);
      expect(await hashInNode()).toBe(recorded);
      expect(errors).toEqual([]);
      await page.context().close();

      const other = await chromium.open(server.url + runAddress('simple-model', settings));
      expect((await trainedAt(other.page)).hash).not.toBe(recorded);
      await other.page.context().close();
    });

    test('is refused in words where a multiply-add rounds twice', async () => {
      const { page } = await roundsTwice.open(server.url + fused);
      await train(page);
      await page.getByText('does not have the fused arithmetic').waitFor({ timeout: longestRun });
      expect(await page.getByTestId('weights-hash').count()).toBe(0);
      await page.context().close();
    });
  },
);

// A finished network outlives its page: the lessons that use one find it after a reload, until its run is forgotten.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts as draw } from '../src/texts/08-draw.ts';
import { texts as convolution } from '../src/texts/10-convolution.ts';
import { texts as cifar } from '../src/texts/12-cifar-10.ts';
import { texts as runs } from '../src/texts/runs.ts';
import { texts } from '../src/texts/training.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, trainedAt } from './testing/training-page.ts';

const short = { limit: 1000, batch: 50, epochs: 2 };
const seven = { drawing: 'QOgOwOocgoc2' };

/** Names of all that tfjs keeps in the browser. */
const keptModels = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const request = indexedDB.open('tensorflowjs');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const store = request.result.transaction('models_store').objectStore('models_store');
          const keys = store.getAllKeys();
          keys.onsuccess = () => {
            request.result.close();
            resolve(keys.result.map(String));
          };
        };
      }),
  );

describe.skipIf(missingChromium)(`a finished network${whyNoChromium}`, { timeout: 3 * longestRun }, () => {
  const chromium = useChromium();
  let server: CourseServer;
  beforeAll(async () => {
    server = await serveCourse();
  });
  afterAll(() => server?.close());

  const answerOf = async (page: Page) => {
    await page.getByTestId('answer').waitFor();
    return page.getByTestId('answer').textContent();
  };

  test('is there after a reload, reads drawings in another lesson, and goes when all is forgotten', async () => {
    const { page, errors } = await chromium.open(
      server.url + runAddress('simple-model', { ...short, data: 'synthetic' }),
    );
    const result = await trainedAt(page);
    const reading = server.url + runAddress('draw', { data: 'synthetic', ...seven });
    await page.goto(reading);
    const answer = await answerOf(page);
    await page.reload();
    expect(await answerOf(page)).toBe(answer);
    await page.getByText(draw.trainedFor(2, false)).waitFor();

    await page.goto(server.url + runAddress('simple-model', { ...short, data: 'synthetic' }));
    await page.reload();
    expect(await resultOf(page)).toEqual(result);
    // The report asks the network itself.
    await page.getByRole('heading', { name: texts.report.title }).waitFor();
    await page.getByText(/images are wrong/).waitFor();
    await page.getByRole('button', { name: texts.result.saveModel }).waitFor();
    expect(await page.getByText(texts.result.gone).count()).toBe(0);
    expect(await keptModels(page)).toHaveLength(1);

    await page.goto(server.url + runAddress('your-turn', { data: 'synthetic' }));
    await page.getByRole('button', { name: runs.forget }).click();
    await page.getByRole('button', { name: runs.forgetReally(1) }).click();
    await expect.poll(() => keptModels(page)).toEqual([]);
    await page.goto(reading);
    await page.reload();
    await page.getByText(draw.noNetwork).first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('that was taught is there with all its epochs, and is taught on', async () => {
    const { page, errors } = await chromium.open(
      server.url + runAddress('draw', { ...short, data: 'synthetic', ...seven }),
    );
    await trainedAt(page);
    const teach = async () => {
      await page.getByRole('button', { name: draw.add('7') }).click();
      await page.getByRole('button', { name: draw.trainOn }).click();
    };
    await teach();
    await page.getByText(draw.trainedFor(4, false)).waitFor({ timeout: longestRun });
    await page.getByText(/Test images now: \d/).waitFor({ timeout: longestRun });
    await page.reload();
    await page.getByText(draw.trainedFor(4, false)).waitFor();
    await answerOf(page);
    await teach();
    await page.getByText(draw.trainedFor(6, false)).waitFor({ timeout: longestRun });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('shows its feature maps, and what it looks at, after a reload', async () => {
    const network = 'conv4.pool.dense16-relu';
    const { page, errors } = await chromium.open(
      server.url + runAddress('convolution', { ...short, data: 'synthetic', network }),
    );
    await trainedAt(page);
    await page.reload();
    await page.getByText(convolution.mapsHelp).waitFor();

    await page.goto(server.url + runAddress('cifar-10', { ...short, data: 'synthetic-colour', network }));
    await trainedAt(page);
    await page.reload();
    await page.getByLabel(cifar.side).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('that is too large to be kept is told to be gone when the page is left', async () => {
    // Some 23 MB of weights.
    const large = { network: 'dense2048-relu.dense2048-relu', limit: 50, epochs: 1 };
    const { page } = await chromium.open(
      server.url + runAddress('simple-model', { ...short, ...large, data: 'synthetic' }),
    );
    await trainedAt(page);
    await page.getByText(texts.result.notKept).waitFor();
    await page.reload();
    await resultOf(page);
    await page.getByText(texts.result.gone).waitFor();
    await page.context().close();
  });
});

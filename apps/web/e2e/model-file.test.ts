// A trained network as a file: saved in one page, opened in another that has trained nothing, where it answers the same.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { texts } from '../src/texts/training.ts';
import { missingChromium, useChromium, whyNoChromium } from './testing/chromium.ts';
import { type CourseServer, serveCourse } from './testing/course-server.ts';
import { longestRun, resultOf, runAddress, train, trainedAt, words } from './testing/training-page.ts';

const short = { data: 'synthetic', limit: 1000, batch: 50, epochs: 2 };
const seven = { drawing: 'QOgOwOocgoc2' };

describe.skipIf(missingChromium)(`a model file${whyNoChromium}`, { timeout: 2 * longestRun }, () => {
  const chromium = useChromium();
  const file = join(mkdtempSync(join(tmpdir(), 'nn101-e2e-')), 'model.zip');
  let server: CourseServer;
  let answer: string;
  beforeAll(async () => {
    server = await serveCourse();
    const { page } = await chromium.open(server.url + runAddress('draw', { ...short, ...seven }));
    await trainedAt(page);
    answer = await answerOf(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: texts.result.saveModel }).click();
    await (await download).saveAs(file);
    await page.context().close();
  }, longestRun);
  afterAll(() => server?.close());

  test('opened where nothing was trained, the network answers as before, and learns on', async () => {
    const { page, errors } = await chromium.open(
      server.url + runAddress('draw', { data: 'synthetic', ...seven }),
    );
    await openModel(page, file);
    expect(await answerOf(page)).toBe(answer);
    await page.getByRole('button', { name: 'Add it as 7' }).click();
    await page.getByRole('button', { name: 'Train on with these' }).click();
    await page.getByText(/Test images now: \d/).waitFor({ timeout: longestRun });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('of another program is read by tfjs, which is loaded for it, and answers the same', async () => {
    const foreign = file.replace('.zip', '-foreign.zip');
    const { 'model.json': json, ...weights } = unzipSync(readFileSync(file));
    // What tfjs itself would have written says nothing of the network but its layers.
    const { userDefinedMetadata, ...model } = JSON.parse(strFromU8(json));
    expect(userDefinedMetadata).toBeDefined();
    writeFileSync(foreign, zipSync({ 'model.json': strToU8(JSON.stringify(model)), ...weights }));
    const { page, errors } = await chromium.open(
      server.url + runAddress('draw', { data: 'synthetic', ...seven }),
    );
    const tfjs = page.context().waitForEvent('response', (response) => /foreign-model/.test(response.url()));
    await openModel(page, foreign);
    await tfjs;
    expect(await answerOf(page)).toBe(answer);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('opened while another network is trained, it hides neither the training nor its result', async () => {
    const address = runAddress('simple-model', { ...short, batch: 5, epochs: 100 });
    const { page, errors } = await chromium.open(server.url + address);
    await train(page);
    const place = page.getByText(/epoch \d+ of 100, step/);
    await place.waitFor();
    await openModel(page, file);
    await place.waitFor();
    await page.getByRole('button', { name: words.stop }).click();
    expect((await resultOf(page)).accuracy).toBeGreaterThan(0.1);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

async function answerOf(page: Page): Promise<string> {
  const answer = page.getByTestId('answer');
  await answer.waitFor();
  return (await answer.textContent()) ?? '';
}

async function openModel(page: Page, file: string): Promise<void> {
  await page.getByLabel(texts.result.openModel).and(page.locator('input[type=file]')).setInputFiles(file);
  await page.getByText(/^The model was read: 101,770 parameters/).waitFor();
}

// A lesson that trains, as its reader uses it: by the names of its buttons, and what it shows. For tests.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from '../../src/texts/training.ts';

/** What the buttons of a run say. */
export const words = texts.run;

/** A run may take so long, in milliseconds, on a machine that has other things to do. */
export const longestRun = 120_000;

/** What a finished run shows. */
export interface ShownResult {
  /** Test accuracy, from 0 to 1. */
  readonly accuracy: number;
  /** SHA-256 of the trained weights, in hexadecimal. */
  readonly hash: string;
}

/** Small enough to train within seconds; `network` is a model's name or an architecture as text. */
export function runAddress(lesson: string, fields: Readonly<Record<string, string | number>>): string {
  return `#/${lesson}?${new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))}`;
}

/** Presses «Train» once it can be pressed. */
export async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.train, exact: true }).click();
}

/** Waits for the run's end, and reads its result. */
export async function resultOf(page: Page): Promise<ShownResult> {
  const hash = page.getByTestId('weights-hash');
  await hash.waitFor({ timeout: longestRun });
  const share = await page
    .locator('.stat', { hasText: texts.result.testAccuracy })
    .locator('.value')
    .first()
    .textContent();
  const text = (await hash.textContent()) ?? '';
  expect(text).toMatch(/^[0-9a-f]{64}$/);
  return { accuracy: Number.parseFloat(share ?? '') / 100, hash: text };
}

/** Opens the lesson, trains, and gives the result. */
export async function trainedAt(page: Page): Promise<ShownResult> {
  await train(page);
  return resultOf(page);
}

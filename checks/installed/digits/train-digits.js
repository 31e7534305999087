// What every project here does: trains mnist-basic on synthetic digits, with the packages as npm installed them.
import { syntheticDataset } from '@nn101/datasets';
import { createModel } from '@nn101/models';
import { evaluate, fit, prepareBackend } from '@nn101/train';

/** Loss and accuracy on digits that were held out; the same on every machine. */
export async function trainDigits() {
  await prepareBackend();
  const { train, test } = syntheticDataset({ train: 2000, test: 500, seed: 1 });
  const model = createModel('mnist-basic', { seed: 1 });
  for await (const event of fit(model, { train, epochs: 3, batchSize: 100, seed: 1 })) void event;
  return evaluate(model, test);
}

/** Trains, and leaves the outcome where a browser's driver looks for it. */
export function trainOnPage() {
  trainDigits().then(
    (result) => Object.assign(globalThis, { outcome: { result } }),
    (error) => Object.assign(globalThis, { outcome: { error: error.stack } }),
  );
}

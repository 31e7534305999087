// One training, the same wherever it runs: in Node, and bundled into a page (page.ts).
import { createModel, type ModelName } from '@nn101/models';
import { type Arithmetic, fit, type LabelledImages, prepareBackend, weightsSha256 } from '@nn101/train';

/** What to train, but for the images. */
export interface Training {
  readonly model: ModelName;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly arithmetic: Arithmetic;
}

/** What came of it. */
export interface Trained {
  readonly weightsSha256: string;
  /** Whether the threads shared memory. */
  readonly sharedMemory: boolean;
  readonly seconds: number;
}

/** Trains with so many workers. */
export async function trainOnce(
  { model: name, epochs, batchSize, seed, arithmetic }: Training,
  { train, workers }: { train: LabelledImages; workers: number },
): Promise<Trained> {
  await prepareBackend();
  const model = createModel(name, { seed });
  const told = { sharedMemory: false, seconds: 0 };
  // Four lanes, as the program and the page have for every batch size.
  const options = { train, epochs, batchSize, seed, lanes: 4, arithmetic, workers };
  for await (const event of fit(model, options)) {
    if (event.type === 'start') told.sharedMemory = event.sharedMemory;
    if (event.type === 'end') told.seconds = event.seconds;
  }
  const hash = await weightsSha256(model);
  model.dispose();
  return { ...told, weightsSha256: hash };
}

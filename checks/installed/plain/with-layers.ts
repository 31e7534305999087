// The packages that build upon tfjs-layers, as a strict TypeScript project uses them.
import { syntheticDataset } from '@nn101/datasets';
import { createModel, formatSummary, ModelError, type ModelName, summarize } from '@nn101/models';
import { evaluate, fit, prepareBackend, TrainError, type TrainingEvent } from '@nn101/train';

export async function train(name: ModelName): Promise<string | undefined> {
  await prepareBackend();
  const { train } = syntheticDataset({ train: 100, test: 10 });
  const model = createModel(name, { seed: 1 });
  const seen: TrainingEvent['type'][] = [];
  try {
    for await (const event of fit(model, { train, epochs: 1 })) seen.push(event.type);
  } catch (error) {
    if (error instanceof TrainError || error instanceof ModelError) return error.code;
    throw error;
  }
  const { accuracy }: { accuracy: number } = await evaluate(model, train);
  return `${formatSummary(summarize(model))} ${accuracy} ${seen.join()}`;
}

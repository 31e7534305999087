// Forward passes through tfjs-layers, without training, for any model and any data. On plans: inference.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { createBatchPreparation, gatherInputs } from '../data/prepare-batch.ts';
import type { InputTable } from '../data/training-data.ts';
import { emptyScore, withPenalty } from '../metrics/score.ts';
import type { OutputValues, TapeWork } from '../model/model.ts';
import type { ScoredPart } from '../step/training-step.ts';
import { onTape } from './on-tape.ts';
import { penaltyOf } from './penalties.ts';
import { applyModel, scoreOutputs } from './tape-forward.ts';

/** Returns the scores of these rows with dropout off. @throws KernelError `OUT_OF_MEMORY`; TrainError `STEP_FAILED` */
export function scoreOnTape(model: LayersModel, { table, rows, objectives }: TapeWork): ScoredPart {
  const prepare = createBatchPreparation({ outputs: objectives.outputs, seed: 0, labelSmoothing: 0 });
  const batch = prepare(table, { rows, start: 0, end: rows.length, step: 0 });
  let scored: ScoredPart = { ...emptyScore, probabilities: new Float32Array() };
  onTape(model, () => {
    const outputs = applyModel(model, batch, { training: false });
    const { loss: _, ...score } = scoreOutputs(outputs, batch, objectives);
    const values = outputs.map((output) => output.dataSync<'float32'>().slice());
    const byName = objectives.outputs.map(({ name }, i) => [name, values[i]] as const);
    scored = {
      ...withPenalty(score, penaltyOf(model)),
      probabilities: values[0],
      ...(values.length > 1 && { outputs: Object.fromEntries(byName) }),
    };
  });
  return scored;
}

/** Returns the outputs for these rows, in the model's order, with dropout off. @throws as `scoreOnTape` */
export function predictOnTape(
  model: LayersModel,
  { table, rows }: { readonly table: InputTable; readonly rows: Uint32Array },
): OutputValues[] {
  let predicted: OutputValues[] = [];
  onTape(model, () => {
    const outputs = applyModel(model, gatherInputs(table, rows), { training: false });
    predicted = outputs.map((output) => ({
      values: output.dataSync<'float32'>().slice(),
      shape: output.shape,
    }));
  });
  return predicted;
}

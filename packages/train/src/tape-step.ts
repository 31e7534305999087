// A training step on tfjs' gradient tape: the reference that faster steps are measured against. Works with any model
// of tfjs-layers that has one input and one softmax output.
import {
  add,
  mean,
  type Scalar,
  type Tensor,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { createAdam } from './adam.ts';
import { crossEntropy } from './cross-entropy.ts';
import { installDropoutMasks } from './dropout-masks.ts';
import { gatherImages, gatherLabels } from './gather-batch.ts';
import type { LabelledImages } from './labelled-images.ts';
import { type BatchScore, emptyScore, scoreBatch } from './score.ts';
import type { StepRequest, TrainingStep } from './training-step.ts';

export interface TapeStepOptions {
  readonly model: LayersModel;
  readonly data: LabelledImages;
  readonly seed: number;
  readonly learningRate: number;
}

/** Adam on categorical cross-entropy plus the model's regularisation penalties, which the score's loss includes. */
export function createTapeStep({ model, data, seed, learningRate }: TapeStepOptions): TrainingStep {
  const weights = model.trainableWeights;
  const adam = createAdam({ weights, learningRate });
  const masks = installDropoutMasks({ model, seed });

  function run({ rows, index }: StepRequest): BatchScore {
    masks.setStep(index);
    let score = emptyScore;
    tidy(() => {
      const images = gatherImages(data, rows);
      const labels = gatherLabels(data, rows);
      const variables = weights.map((weight) => weight.read() as Variable);
      const { grads } = variableGrads(() => {
        const result = forward({ model, images, labels });
        score = result.score;
        return result.loss;
      }, variables);
      // A loss that is not a number would spoil every weight; fit() stops at it, with the weights as they were.
      if (Number.isFinite(score.lossSum)) adam.update(variables.map(({ name }) => grads[name]));
    });
    return score;
  }

  return {
    run,
    sync: () => {},
    dispose: () => {
      masks.restore();
      adam.dispose();
    },
  };
}

function forward(source: { model: LayersModel; images: Tensor; labels: Int32Array }): {
  loss: Scalar;
  score: BatchScore;
} {
  const { model, images, labels } = source;
  const probabilities = model.apply(images, { training: true }) as Tensor;
  const losses = crossEntropy(probabilities, labels);
  const penalties = model.calculateLosses();
  const penalty = penalties.reduce((sum, value) => sum + value.dataSync()[0], 0);
  const score = scoreBatch({ probabilities, losses, labels });
  return {
    loss: penalties.reduce<Scalar>((total, value) => add(total, value), mean(losses)),
    score: { ...score, lossSum: score.lossSum + penalty * score.samples },
  };
}

// A training step on a compiled plan: no tape, no allocation, memory that does not grow with the batch. The same
// mathematics as tape-step.ts, several times as fast. plan-layers.ts tells which models have one.
import { createTrainingPlan, type LayerSpec, type TrainingPlan } from '@nn101/kernels';
import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Weight } from './adam.ts';
import type { LabelledImages } from './labelled-images.ts';
import { lanesOf, type Slice, slices } from './lanes.ts';
import { addScores, type BatchScore } from './score.ts';
import type { StepRequest, TrainingStep } from './training-step.ts';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

export interface PlanStepOptions {
  readonly model: LayersModel;
  readonly layers: readonly LayerSpec[];
  readonly data: LabelledImages;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** Adam on categorical cross-entropy, Keras' constants. The model gets the new weights at `sync`. */
export function createPlanStep({
  model,
  layers,
  data,
  batchSize,
  learningRate,
}: PlanStepOptions): TrainingStep {
  const [, height, width, channels] = data.shape;
  const inputShape = [height, width, channels] as const;
  const { lanes, microBatch } = lanesOf({ batchSize, layers, inputShape });
  const plan = createTrainingPlan({ inputShape, layers, microBatch });
  const weights = placeWeights(model, plan);
  let power1 = 1;
  let power2 = 1;

  function run({ rows, index }: StepRequest): BatchScore {
    const cuts = slices(0, rows.length, Math.ceil(rows.length / lanes));
    const batch = { plan, data, rows, step: index };
    const scores = cuts.map((lane, place) => addLaneGradient(batch, lane, place === 0));
    const score = scores.reduce(addScores);
    // A loss that is not a number would spoil every weight; fit() stops at it, with the weights as they were.
    if (!Number.isFinite(score.lossSum)) return score;
    power1 *= beta1;
    power2 *= beta2;
    plan.adam({ rate: (learningRate * Math.sqrt(1 - power2)) / (1 - power1), beta1, beta2, epsilon });
    for (const weight of weights) if (weight.constrained) constrain(weight);
    return score;
  }

  const sync = () => {
    for (const place of weights) writeWeight(place);
  };
  return { run, sync, dispose: sync };
}

interface Batch {
  readonly plan: TrainingPlan;
  readonly data: LabelledImages;
  readonly rows: Uint32Array;
  readonly step: number;
}

// A lane's gradient is finished before it is added to those before it: the order that workers will keep as well. A
// plan accumulates finished sums, so that a lane of one micro-batch needs no place of its own.
function addLaneGradient({ plan, data, rows, step }: Batch, lane: Slice, isFirst: boolean): BatchScore {
  const parts = slices(lane.start, lane.end, plan.microBatch);
  const apart = parts.length > 1 && !isFirst;
  if (apart) plan.setAside();
  const scores = parts.map(({ start, end }, place) => {
    const indices = rows.subarray(start, end);
    const accumulate = place > 0 || (!isFirst && !apart);
    const { loss, correct } = plan.gradient(
      { ...data, indices },
      { scale: 1 / rows.length, accumulate, step, firstSample: start },
    );
    return { samples: indices.length, lossSum: loss, correct };
  });
  if (apart) plan.addAside();
  return scores.reduce(addScores);
}

interface WeightPlace {
  readonly weight: Weight;
  /** The part of the plan's flat vector that belongs to it. */
  readonly values: Float32Array;
  readonly constrained: boolean;
}

function placeWeights(model: LayersModel, plan: TrainingPlan): WeightPlace[] {
  let offset = 0;
  return model.trainableWeights.map((weight) => {
    const size = weight.shape.reduce<number>((product, length) => product * (length ?? 1), 1);
    const values = plan.parameters.subarray(offset, offset + size);
    offset += size;
    values.set(weight.read().dataSync<'float32'>());
    return { weight, values, constrained: weight.constraint !== null && weight.constraint !== undefined };
  });
}

function writeWeight({ weight, values }: WeightPlace): void {
  tidy(() => {
    weight.write(tensor(values.slice(), weight.shape as number[]));
  });
}

// Writing applies the constraint, as tfjs-layers defines it; the plan goes on from the result.
function constrain(place: WeightPlace): void {
  writeWeight(place);
  place.values.set(place.weight.read().dataSync<'float32'>());
}

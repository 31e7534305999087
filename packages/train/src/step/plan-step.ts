// A training step on compiled plans: no tape, no allocation, memory that does not grow with the batch, and up to as many
// workers as there are cores. The mathematics are those of tape/tape-step.ts.
import { type LaneGroups, sharesParameters } from '@nn101/kernels/graph';
import { createOptimizer, type UpdateStep } from '../optimizer/optimizer.ts';
import { segmentsOf } from '../optimizer/update.ts';
import { columnsForProgram } from '../replica/program-inputs.ts';
import type { GradientRequest } from '../replica/replica.ts';
import { createReplicaGroup, type ReplicaGroup, type ReplicaGroupOptions } from '../replica/replica-group.ts';
import type { PlannedProgram } from './choose-engine.ts';
import { evaluationRows, groupsOf, laneRows, lanesOf, sumsOf } from './lanes.ts';
import { passSizes, type ReplicaGroupShape, refusedMemory } from './training-memory.ts';
import type { StepRequest, StepSettings, TrainingStep } from './training-step.ts';

/** @throws KernelError `OUT_OF_MEMORY`; TrainError `WORKER_FAILED` */
export async function createPlanStep(settings: StepSettings, planned: PlannedProgram): Promise<TrainingStep> {
  const { averageDecay } = settings;
  const options = replicaGroupOptions(settings, planned);
  const replicas = await createReplicaGroup(options).catch((error: unknown) => {
    throw refusedMemory({ ...options, ...sizesOf(settings) }, error);
  });
  const { trained, states } = planned.weights.read();
  const [weights, state] = [trained.slice(), states.slice()];
  await replicas.restore({ weights, state, ...(averageDecay !== undefined && { average: weights }) });
  const divide = divider(options);
  const batch = ({ rows, index, batch }: StepRequest) => ({
    rows,
    ...divide(rows.length),
    step: index,
    ...(batch && { batch: { ...batch, table: columnsForProgram(planned.graph, batch.table) } }),
  });
  const update = updater(replicas, settings);

  return {
    async run(request) {
      const work = batch(request);
      const score = await replicas.gradient(work);
      // A loss that is not finite would corrupt every weight. fit() stops at it and leaves the weights unchanged.
      if (Number.isFinite(score.lossSum)) {
        await update(work.sums, request.learningRate);
      }
      return score;
    },
    ...validationOf(replicas, settings),
    async diagnose(request) {
      const found = await replicas.firstNotFinite(batch(request));
      return found && `the ${found.what} of layer "${found.layer}"`;
    },
    async sync() {
      const { weights, average = weights, state, averageState = state } = await replicas.vectors();
      planned.weights.write({ trained: average, states: averageState ?? new Float32Array() });
    },
    vectors: replicas.vectors,
    restore: replicas.restore,
    dispose: replicas.dispose,
  };
}

/** A batch's lanes, and where their gradients are summed. */
interface Division extends Pick<GradientRequest, 'lanes' | 'vectors'> {
  readonly sums: LaneGroups;
}

// All batches but the last of an epoch have the same length, so the previous division usually still applies.
function divider(options: ReplicaGroupOptions): (rows: number) => Division {
  const mayJoin = options.workers === 1 && !sharesParameters(options.graph);
  const divide = (rows: number): Division => {
    const lanes = lanesOf(rows, options.lanes);
    const vectors = mayJoin && isOnePassAGroup(rows, options) ? 'total' : options.gradientVectors;
    return { lanes, vectors, sums: sumsOf(lanes, vectors) };
  };
  let last: { readonly rows: number; readonly division: Division } | undefined;
  return (rows) => {
    if (last?.rows !== rows) last = { rows, division: divide(rows) };
    return last.division;
  };
}

// One replica then adds each group's gradient to the sum at once, which avoids writing and reading the groups' vectors.
function isOnePassAGroup(rows: number, { lanes, microBatch }: ReplicaGroupOptions): boolean {
  return groupsOf(lanes) === lanes && laneRows(rows, lanes) <= microBatch;
}

/** Number of parts that one worker scores in one call. */
const partsAtOnce = 8;

function validationOf(
  replicas: ReplicaGroup,
  { validation, averageDecay, workers }: StepSettings,
): Pick<TrainingStep, 'evaluate' | 'validation'> {
  const averaging = averageDecay !== undefined;
  return {
    async evaluate(parts) {
      if (averaging) await replicas.swapAverage();
      const scores = await replicas.evaluate(parts);
      if (averaging) await replicas.swapAverage();
      return scores;
    },
    ...(validation && {
      validation: {
        count: Math.ceil(validation.samples / evaluationRows),
        together: partsAtOnce * workers,
      },
    }),
  };
}

function replicaGroupOptions(settings: StepSettings, planned: PlannedProgram): ReplicaGroupOptions {
  const { graph } = planned;
  const { train, validation, lanes, workers, averageDecay, arithmetic, objectives } = settings;
  const { seed, augmentation, labelSmoothing, classWeights, sampleWeights } = settings;
  const shape = { graph, ...sizesOf(settings), lanes, workers, sharing: settings.sharing };
  return {
    graph,
    // A copy and not a view: posting a view to a thread would copy its whole buffer.
    frozen: planned.weights.read().frozen.slice(),
    segments: segmentsOf(graph),
    lanes,
    arithmetic,
    ...passSizes(shape),
    replica: 0,
    averaged: averageDecay !== undefined,
    objectives,
    losses: planned.losses,
    preparation: {
      outputs: objectives.outputs,
      seed,
      augmentation,
      labelSmoothing,
      classWeights,
      sampleWeights,
    },
    ...(train && { train }),
    ...(validation && { validation }),
    workers,
    sharing: settings.sharing,
  };
}

function sizesOf({
  train,
  validation,
  batchSize,
}: StepSettings): Pick<ReplicaGroupShape, 'samples' | 'validationSamples' | 'batchSize'> {
  // No batch of a source is larger than batchSize.
  return { samples: train?.samples ?? batchSize, validationSamples: validation?.samples, batchSize };
}

function updater(
  replicas: ReplicaGroup,
  settings: StepSettings,
): (lanes: LaneGroups, learningRate: number) => Promise<void> {
  const { clipNorm, clipValue, averageDecay, optimizer, updates } = settings;
  const steps = createOptimizer(optimizer, updates);
  return async (lanes, learningRate) => {
    const next: UpdateStep = steps.next(learningRate);
    const norm = clipNorm === undefined ? 0 : await replicas.gradientNorm(lanes);
    const gradientScale = clipNorm !== undefined && norm > clipNorm ? clipNorm / norm : 1;
    await replicas.update({
      ...next,
      lanes,
      summed: clipNorm !== undefined,
      gradientScale,
      ...(clipValue !== undefined && { clipValue }),
      ...(averageDecay !== undefined && { averageShare: 1 - averageDecay }),
    });
  };
}

// Implements model/model.ts for a model of tfjs-layers. Its layers become a graph if possible (model/read-model.ts);
// otherwise the model is computed on tfjs' tape.
import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from '../check.ts';
import { plainName } from '../losses/losses.ts';
import { compiledLoss, compiledMetrics, compiledOptimizer } from '../model/compiled-model.ts';
import type {
  Model,
  ModelInput,
  ModelOutput,
  ModelWeights,
  Obstacle,
  OutputEnd,
  PlannedModel,
  Tape,
} from '../model/model.ts';
import { orderedWeights, type ReadModel, readModel } from '../model/read-model.ts';
import { TrainError } from '../train-error.ts';
import { normalizationsOf } from './frozen-normalization.ts';
import { readWeights, type Weight, writeWeights } from './layer-weights.ts';
import { checkBackend } from './prepare-backend.ts';
import { predictOnTape, scoreOnTape } from './tape-inference.ts';
import { createTapeStep } from './tape-step.ts';

/** @throws TrainError `INVALID_ARGUMENT` for a value that is not a model of tfjs-layers; `INVALID_MODEL` if it was disposed */
export function layersModel(model: LayersModel): Model {
  checkModel(model);
  return {
    source: model,
    inputs: inputsOf(model),
    outputs: outputsOf(model),
    // A model that is not built cannot count its parameters; it is rejected later because it has no inputs.
    get parameters() {
      return model.countParams();
    },
    get isTrainable() {
      return model.trainableWeights.length > 0;
    },
    defaults: {
      loss: compiledLoss(model),
      metrics: compiledMetrics(model),
      optimizer: () => compiledOptimizer(model),
    },
    plan: (seed) => (seed === undefined ? inferencePlan(model) : planOf(model, seed)),
    values: async () => join(await Promise.all(model.getWeights().map((weight) => weight.data<'float32'>()))),
    snapshot: () => readWeights(model.weights),
    restore: (snapshot) => writeWeights(model.weights, snapshot),
    tape: tapeOf(model),
  };
}

/** @throws TrainError `INVALID_ARGUMENT` for a value that is not a model of tfjs-layers; `INVALID_MODEL` if it was disposed */
export function checkModel(model: LayersModel): void {
  const { layers: parts, apply, countParams } = (model ?? {}) as Partial<LayersModel>;
  check.that(
    Array.isArray(parts) && typeof apply === 'function' && typeof countParams === 'function',
    'model',
    { expected: 'a model of tfjs-layers, or a network { graph, weights }', value: model },
  );
  try {
    for (const weight of model.weights) weight.read();
  } catch (cause) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model was disposed and no longer has weights. Create or load it again.',
      { cause },
    );
  }
}

function inputsOf(model: LayersModel): ModelInput[] {
  return (model.inputs ?? []).map((input, i) => {
    const embedding = embeddingOf(model, input);
    return {
      name: model.inputNames?.[i] ?? input.name,
      shape: input.shape.slice(1),
      ...(embedding && {
        embedding: { name: embedding.name, rows: Number(embedding.getConfig().inputDim) },
      }),
    };
  });
}

function embeddingOf(model: LayersModel, input: SymbolicTensor): layers.Layer | undefined {
  return model.layers.find(
    (layer) =>
      layer.getClassName() === 'Embedding' &&
      layer.inboundNodes.some(({ inputTensors }) => inputTensors.includes(input)),
  );
}

function outputsOf({ outputs = [], outputNames }: LayersModel): ModelOutput[] {
  // A sequential model may not have its list yet.
  const names = outputs.map(({ sourceLayer }, i) => outputNames?.[i] ?? sourceLayer.name);
  return outputs.map((output, i) => ({
    // Two outputs of one layer share its name.
    name: names.indexOf(names[i]) === i ? names[i] : `${names[i]}_${i + 1}`,
    shape: output.shape.slice(1),
    end: endOf(output),
  }));
}

/** Layers that do not change the range of their inputs, with one input and one output. */
const passedThrough = ['Flatten', 'Reshape', 'Dropout'];

/** Returns the layer that determines the range of a tensor's values. */
function endOf({ sourceLayer, nodeIndex, tensorIndex }: SymbolicTensor): OutputEnd {
  if (isModel(sourceLayer)) return endOf(sourceLayer.outputs[tensorIndex ?? 0]);
  const className = sourceLayer.getClassName();
  if (passedThrough.includes(className))
    return endOf(sourceLayer.inboundNodes[nodeIndex ?? 0].inputTensors[0]);
  const { name } = sourceLayer;
  if (className === 'Softmax') return { name, className, activation: 'softmax' };
  const { activation } = sourceLayer.getConfig();
  return { name, className, ...(typeof activation === 'string' && { activation: plainName(activation) }) };
}

function isModel(layer: layers.Layer): layer is LayersModel {
  return 'outputs' in layer && 'layers' in layer;
}

function planOf(model: LayersModel, seed: number): PlannedModel | Obstacle {
  const read = readModel(model, seed);
  return 'obstacle' in read ? read : { graph: read.graph, weights: weightsOf(read) };
}

/** The last reading of a model, and what it was read from. */
interface KeptPlan {
  readonly basis: readonly unknown[];
  readonly plan: PlannedModel | Obstacle;
}

const keptPlans = new WeakMap<LayersModel, KeptPlan>();

// Reading a model takes longer than computing a small one for a sample, so it is read again only after it has changed.
function inferencePlan(model: LayersModel): PlannedModel | Obstacle {
  const basis = basisOf(model);
  const kept = keptPlans.get(model);
  const isSame = kept?.basis.length === basis.length && kept.basis.every((value, i) => value === basis[i]);
  if (isSame) return kept.plan;
  const plan = planOf(model, 0);
  keptPlans.set(model, { basis, plan });
  return plan;
}

/**
 * Everything in a model that can be assigned and affects how it is read: its tensors, the fields of its layers, and what is
 * trainable.
 */
function basisOf(model: LayersModel): unknown[] {
  const ofLayers = model.layers.flatMap((layer) => [
    ...Object.values(layer),
    ...(isModel(layer) ? basisOf(layer) : layer.weights.flatMap((weight) => [weight, weight.trainable])),
  ]);
  return [...model.inputs, ...model.outputs, ...ofLayers];
}

function weightsOf(read: ReadModel): ModelWeights {
  const { trained, states, frozen } = orderedWeights(read);
  const all: readonly Weight[] = [...trained, ...states, ...frozen];
  return {
    read: () => ({
      trained: readWeights(trained),
      states: readWeights(states),
      frozen: readWeights(frozen),
    }),
    write(values) {
      writeWeights(trained, values.trained);
      writeWeights(states, values.states);
    },
    // Assigning a weight changes its data id.
    versions: () => all.map((weight) => weight.read().dataId),
  };
}

function tapeOf(model: LayersModel): Tape {
  return {
    checkReady: checkBackend,
    mixesRows: normalizationsOf(model).active.length > 0,
    createStep: (settings) => createTapeStep(model, settings),
    score: (work) => scoreOnTape(model, work),
    predict: (rows, table) => predictOnTape(model, { table, rows }),
  };
}

function join(values: readonly Float32Array[]): Float32Array {
  const flat = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const value of values) {
    flat.set(value, offset);
    offset += value.length;
  }
  return flat;
}

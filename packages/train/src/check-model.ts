// What training, evaluation and prediction expect of a model. Whether data fit it: check-data.ts.

import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { TrainError } from './train-error.ts';

type Layer = layers.Layer;

/** What fit() does not train, tfjs-layers does. */
const otherwise =
  "For other inputs, outputs and losses use tfjs-layers' own model.compile() and model.fit(), which the training kernels serve as well.";

/** @throws TrainError `INVALID_ARGUMENT` unless it is a model of tfjs-layers; `INVALID_MODEL` where it was disposed */
export function checkModel(model: LayersModel): void {
  const { layers: parts, apply, countParams } = (model ?? {}) as Partial<LayersModel>;
  check.that(
    Array.isArray(parts) && typeof apply === 'function' && typeof countParams === 'function',
    'model',
    { expected: 'a model of tfjs-layers', value: model },
  );
  try {
    for (const weight of model.weights) weight.read();
  } catch (cause) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model was disposed, and has no weights any more. Make or load it again.',
      {
        cause,
      },
    );
  }
}

/** Height, width and channels that the model's one input takes; null stands for any. @throws TrainError `INVALID_MODEL` */
export function inputShapeOf(model: LayersModel): readonly (number | null)[] {
  const inputs = model.inputs ?? [];
  if (inputs.length === 0) {
    throw new TrainError('INVALID_MODEL', 'The model has no input yet. Give its first layer an inputShape.');
  }
  if (inputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model expects one input, of images; this one has ${inputs.length}: ${named(inputs)}. ${otherwise}`,
    );
  }
  const shape = inputs[0].shape.slice(1);
  if (shape.length === 3) return shape;
  throw new TrainError(
    'INVALID_MODEL',
    `The model's input "${inputs[0].name}" takes values of shape [${text(shape)}]; expected images, [height, width, channels]. ` +
      `Give its first layer an inputShape of three lengths, such as [1, 1, ${shape.at(-1) ?? 6}] with a flatten layer behind it. ${otherwise}`,
  );
}

/** Number of classes: the width of the model's one output. @throws TrainError `INVALID_MODEL` */
export function classesOf(model: LayersModel): number {
  const outputs = model.outputs ?? [];
  const shape = outputs[0]?.shape ?? [];
  if (outputs.length === 1 && shape.length === 2 && shape[1]) return shape[1];
  const received =
    outputs.length === 1
      ? `"${outputs[0].name}" of shape [${text(shape)}]`
      : outputs.length === 0
        ? 'none'
        : `${outputs.length}: ${named(outputs)}`;
  throw new TrainError(
    'INVALID_MODEL',
    `The model expects one output of shape [batch, classes], a probability for each class; received ${received}. ` +
      `End it with a flatten layer and a dense one with activation 'softmax'. ${otherwise}`,
  );
}

/**
 * Categorical cross-entropy needs probabilities that sum to 1. Of logits or sigmoids it would be computed without an
 * error, and nothing would be learned.
 *
 * @param imageShape height, width and channels of the images
 * @throws TrainError `INVALID_MODEL`
 */
export function checkProbabilities(model: LayersModel, imageShape: readonly number[]): void {
  const classes = classesOf(model);
  const remedy =
    `Cross-entropy expects a probability for each class: end the model with a dense layer of ${Math.max(classes, 2)} units ` +
    `and activation 'softmax'${classes === 1 ? ', and label the images 0 and 1' : ''}. ${otherwise}`;
  const end = endOf(model.outputs[0]);
  const units = classes === 1 ? 'one unit' : `${classes} units`;
  if (classes === 1 || (end.activation !== undefined && isNoSoftmax(end.activation))) {
    const what = end.activation === undefined ? '' : ` and activation '${end.activation}'`;
    throw new TrainError(
      'INVALID_MODEL',
      `The model's last layer, "${end.name}", has ${units}${what}. ${remedy}`,
    );
  }
  if (end.activation === undefined && !sumsToOne(model, imageShape)) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model ends with "${end.name}" (${end.className}), whose outputs do not sum to 1. ${remedy}`,
    );
  }
}

interface End {
  readonly name: string;
  readonly className: string;
  /** Undefined where the layer has none that is known. */
  readonly activation?: string;
}

/** Layers that leave the sum of their inputs as it is, one output for one input. */
const passedThrough = ['Flatten', 'Reshape', 'Dropout'];

/** The layer that decides what a tensor's values are. */
function endOf({ sourceLayer, nodeIndex, tensorIndex }: SymbolicTensor): End {
  if (isModel(sourceLayer)) return endOf(sourceLayer.outputs[tensorIndex ?? 0]);
  const className = sourceLayer.getClassName();
  if (passedThrough.includes(className))
    return endOf(sourceLayer.inboundNodes[nodeIndex ?? 0].inputTensors[0]);
  const { name } = sourceLayer;
  if (className === 'Softmax') return { name, className, activation: 'softmax' };
  const { activation } = sourceLayer.getConfig();
  return { name, className, ...(typeof activation === 'string' && { activation }) };
}

function isModel(layer: Layer): layer is LayersModel {
  return 'outputs' in layer && 'layers' in layer;
}

const noSoftmax = new Set(
  [
    'linear',
    'relu',
    'relu6',
    'elu',
    'selu',
    'gelu',
    'geluNew',
    'mish',
    'swish',
    'softplus',
    'softsign',
    'sigmoid',
  ]
    .concat(['hardSigmoid', 'tanh', 'exponential', 'logSoftmax'])
    .map(plainName),
);

function isNoSoftmax(activation: string): boolean {
  return noSoftmax.has(plainName(activation));
}

// Keras says hard_sigmoid, tfjs-layers hardSigmoid.
function plainName(activation: string): string {
  return activation.replaceAll('_', '').toLowerCase();
}

/** Whether the output for some image is a distribution. Where there is none, or NaN in it, training will say so. */
function sumsToOne(model: LayersModel, shape: readonly number[]): boolean {
  const size = shape.reduce((product, length) => product * length, 1);
  const image = Float32Array.from({ length: size }, (_, i) => (i % 7) / 7);
  let values: number[];
  try {
    values = tidy(() => {
      const output = model.apply(tensor(image, [1, ...shape]), { training: false }) as Tensor;
      return Array.from(output.dataSync<'float32'>());
    });
  } catch {
    return true;
  }
  const sum = values.reduce((total, value) => total + value, 0);
  return Number.isNaN(sum) || (values.every((value) => value >= 0) && Math.abs(sum - 1) < 1e-3);
}

function named(tensors: readonly SymbolicTensor[]): string {
  return tensors.map(({ name }) => `"${name}"`).join(', ');
}

function text(shape: readonly (number | null)[]): string {
  return shape.map((length) => length ?? 'any').join(', ');
}

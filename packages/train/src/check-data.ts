// Do these images fit this model? Answered before the first step, so that a mistake costs no training time.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Images, LabelledImages } from './labelled-images.ts';
import { TrainError } from './train-error.ts';

/** Names the data in messages, such as `train`. */
export interface Named<Data> {
  readonly name: string;
  readonly data: Data;
}

/** Number of classes: the width of the model's one output. @throws TrainError `INVALID_MODEL` */
export function classesOf(model: LayersModel): number {
  const shape = model.outputs?.length === 1 ? model.outputs[0].shape : [];
  const classes = shape.length === 2 ? shape[1] : null;
  if (classes) return classes;
  throw new TrainError(
    'INVALID_MODEL',
    'The model expects one output of shape [batch, classes], a probability for each class. ' +
      'End it with a dense softmax layer, and give its first layer an inputShape.',
  );
}

/** @throws TrainError `INVALID_DATA` or `SHAPE_MISMATCH` */
export function checkImages(model: LayersModel, { name, data }: Named<Images>): void {
  const [count, ...image] = data.shape;
  if (!Number.isInteger(count) || count < 1) {
    throw new TrainError('INVALID_DATA', `${name} expects at least one image; received ${count}.`);
  }
  const input = model.inputs?.length === 1 ? model.inputs[0].shape.slice(1) : undefined;
  if (input === undefined) {
    throw new TrainError('INVALID_MODEL', 'The model expects one input. Give its first layer an inputShape.');
  }
  if (input.join() !== image.join()) {
    throw new TrainError(
      'SHAPE_MISMATCH',
      `${name} images do not fit the model: expected [${input}], received [${image}]. ` +
        'Choose the data set that the model was made for, or a model with this inputShape.',
    );
  }
  const bytes = data.shape.reduce((product, size) => product * size, 1);
  if (data.images.length !== bytes) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} images of shape [${data.shape}] are ${bytes} bytes; received ${data.images.length}.`,
    );
  }
}

/** @throws TrainError `INVALID_DATA`, `SHAPE_MISMATCH` or `LABEL_OUT_OF_RANGE` */
export function checkLabelledImages(model: LayersModel, named: Named<LabelledImages>): void {
  checkImages(model, named);
  const { name, data } = named;
  if (data.labels.length !== data.shape[0]) {
    throw new TrainError(
      'INVALID_DATA',
      `${name} expects one label for each of its ${data.shape[0]} images; received ${data.labels.length}.`,
    );
  }
  const classes = classesOf(model);
  const wrong = data.labels.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new TrainError(
      'LABEL_OUT_OF_RANGE',
      `${name} labels expect 0 to ${classes - 1}, as the model has ${classes} outputs; ` +
        `received ${data.labels[wrong]} for image ${wrong}.`,
    );
  }
}

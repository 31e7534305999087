// Makes a model's random layers draw from counters while it trains, like those of a graph. tfjs' own layers draw from
// Math.random; its dropout with a seed always repeats the same mask.
import { type RandomTensorOptions, randomNormal, randomUniform } from '@nn101/kernels';
import { add, cast, greaterEqual, mul, reshape, slice, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { randomKey } from '#random';
import { layersDrawing, noiseShapeOf, type RandomStream } from '../model/leaf-layers.ts';

export interface RandomLayers {
  /** Makes every layer draw the numbers of this training step, for the rows of its batch from this one on. */
  setStep(step: number, firstRow?: number): void;
  /** Restores the original layers. */
  restore(): void;
}

/**
 * Replaces the randomness of the model's `Dropout`, `SpatialDropout1D`, `AlphaDropout`, `GaussianDropout` and
 * `GaussianNoise` layers, including those of nested models, until `restore` is called. What a layer draws depends only on
 * seed, layer, step and sample. Outside training the layers are unchanged.
 */
export function installRandomLayers({ model, seed }: { model: LayersModel; seed: number }): RandomLayers {
  let position = { counter: 0, firstRow: 0 };
  const streams: readonly RandomStream[] = ['dropout', 'noise'];
  const taken = streams.flatMap((stream) => {
    const all = layersDrawing(model, stream);
    // A layer that two nested models share is in the list twice.
    return all.flatMap((layer, index) => {
      if (all.indexOf(layer) !== index) return [];
      const key = randomKey({ seed, stream, index });
      takeOver(layer, () => ({ ...position, key }));
      return [layer];
    });
  });
  return {
    setStep: (step, row = 0) => {
      position = { counter: step, firstRow: row };
    },
    restore: () => {
      // The replacement hides the method of the class; deleting it restores that method.
      for (const layer of taken) Reflect.deleteProperty(layer, 'call');
    },
  };
}

function takeOver(layer: layers.Layer, sequence: () => Sequence): void {
  const disturb = disturbances[layer.getClassName()];
  const config = layer.getConfig();
  const amount = Number(config.rate ?? config.stddev);
  const noiseShape = noiseShapeOf(layer);
  const original = layer.call.bind(layer);
  layer.call = (inputs, kwargs) => {
    // The layer itself passes its input on and does everything else that a call involves.
    const passed = original(inputs, { ...kwargs, training: false });
    if (kwargs?.training !== true || amount === 0) return passed;
    const input = Array.isArray(passed) ? passed[0] : passed;
    return tidy(() => disturb(input, { amount, noiseShape, sequence: sequence() }));
  };
}

/** Identifies the numbers that a layer draws. */
interface Sequence extends Pick<RandomTensorOptions, 'key' | 'counter'> {
  /** Index in the batch of the first row of the input. */
  readonly firstRow: number;
}

interface Disturbance {
  /** The layer's `rate`, or its `stddev`. */
  readonly amount: number;
  readonly noiseShape: readonly (number | null)[] | undefined;
  readonly sequence: Sequence;
}

/** -scale · alpha of selu (Klambauer et al., "Self-Normalizing Neural Networks", 2017), its limit at minus infinity. */
const SELU_LOWEST = -1.7580993408473766;

/** What each class of layer does to its input in training. */
const disturbances: Readonly<Record<string, (x: Tensor, how: Disturbance) => Tensor>> = {
  Dropout: dropout,

  SpatialDropout1D: (x, how) => dropout(x, { ...how, noiseShape: [null, 1, null] }),

  AlphaDropout(x, how) {
    const { amount: rate } = how;
    if (rate >= 1) return x;
    const a = 1 / Math.sqrt((1 - rate) * (1 + rate * SELU_LOWEST * SELU_LOWEST));
    const b = -a * SELU_LOWEST * rate;
    const keep = drawKept(x, how);
    return add(mul(x, mul(keep, a)), add(mul(sub(1, keep), a * SELU_LOWEST), b));
  },

  GaussianDropout(x, { amount: rate, sequence }) {
    if (rate >= 1) return x;
    return mul(x, add(mul(drawNormal(x.shape, sequence), Math.sqrt(rate / (1 - rate))), 1));
  },

  GaussianNoise: (x, { amount: stddev, sequence }) => add(mul(drawNormal(x.shape, sequence), stddev), x),
};

function dropout(x: Tensor, how: Disturbance): Tensor {
  const { amount: rate } = how;
  return mul(x, mul(drawKept(x, how), rate < 1 ? 1 / (1 - rate) : 0));
}

/** 0 with probability `rate`, otherwise 1. */
function drawKept(x: Tensor, { amount: rate, noiseShape, sequence }: Disturbance): Tensor {
  const shape = x.shape.map((size, axis) => noiseShape?.[axis] ?? size);
  // Numbers that all rows share do not depend on the row.
  const firstRow = noiseShape?.[0] ? 0 : sequence.firstRow;
  // A block of the generator has two numbers.
  const uniform = drawRows(randomUniform, { shape, ...sequence, firstRow, multiple: 2 });
  return cast(greaterEqual(uniform, rate), 'float32');
}

const drawNormal = (shape: number[], sequence: Sequence) =>
  // Normally distributed numbers are generated eight at a time.
  drawRows(randomNormal, { shape, ...sequence, multiple: 8 });

/**
 * Draws numbers where each row begins at its own position of the sequence: its index times its size, rounded up to a
 * multiple.
 */
function drawRows(
  draw: (which: RandomTensorOptions) => Tensor,
  { shape, multiple, firstRow, ...which }: Sequence & { shape: number[]; multiple: number },
): Tensor {
  const [rows, ...sample] = shape;
  const size = sample.reduce((product, length) => product * length, 1);
  const room = Math.ceil(size / multiple) * multiple;
  const numbers = draw({ ...which, shape: [rows, room], first: firstRow * room });
  return reshape(room === size ? numbers : slice(numbers, [0, 0], [rows, size]), shape);
}

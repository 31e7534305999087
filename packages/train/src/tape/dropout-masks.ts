// Gives a model's dropout layers masks from counter-based random numbers while it trains. tfjs' own layer draws from
// Math.random, or with a seed repeats one mask for ever.
import { type RandomTensorOptions, randomUniform } from '@nn101/kernels';
import { add, floor, mul, reshape, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { randomKey } from '../random-streams.ts';

export interface DropoutMasks {
  /** Every dropout layer draws the masks of this training step from now on, of rows of its batch from this one on. */
  setStep(step: number, firstRow?: number): void;
  /** The layers are as they were. */
  restore(): void;
}

/**
 * Takes over the model's `Dropout` layers, those of nested models too, until `restore` is called. Each mask depends
 * on nothing but seed, layer and step. Outside training the layers do what they always did.
 */
export function installDropoutMasks({ model, seed }: { model: LayersModel; seed: number }): DropoutMasks {
  const dropouts = dropoutLayers(model);
  let counter = 0;
  let firstRow = 0;
  dropouts.forEach((layer, index) => {
    const key = randomKey({ seed, stream: 'dropout', index });
    const { rate, noiseShape } = readConfig(layer);
    const original = layer.call.bind(layer);
    layer.call = (inputs, kwargs) => {
      // The layer itself passes its input on, with everything else that a call of it does.
      const passed = original(inputs, { ...kwargs, training: false });
      if (kwargs?.training !== true || rate === 0) return passed;
      const input = Array.isArray(passed) ? passed[0] : passed;
      const shape = input.shape.map((size, i) => noiseShape?.[i] ?? size);
      const rowSize = shape.slice(1).reduce((product, length) => product * length, 1);
      const first = noiseShape?.[0] ? 0 : firstRow * rowSize;
      return tidy(() => mul(input, drawMask({ shape, rate, key, counter, first })));
    };
  });
  return {
    setStep: (step, row = 0) => {
      counter = step;
      firstRow = row;
    },
    restore: () => {
      // The replacement hides the method of the class; without it, that one is back.
      for (const layer of dropouts) Reflect.deleteProperty(layer, 'call');
    },
  };
}

/** 0 with probability `rate`, else 1 / (1 - rate). */
function drawMask({ rate, ...numbers }: { rate: number; first: number } & RandomTensorOptions): Tensor {
  const keep = 1 - rate;
  return mul(floor(add(drawUniform(numbers), keep)), rate < 1 ? 1 / keep : 0);
}

// Random numbers come in pairs, and a row may have an odd number of them.
function drawUniform({ first, shape, ...which }: RandomTensorOptions & { first: number }): Tensor {
  if (first % 2 === 0) return randomUniform({ ...which, shape, first });
  const count = shape.reduce((product, length) => product * length, 1);
  const numbers = randomUniform({ ...which, shape: [count + 1], first: first - 1 });
  return reshape(slice(numbers, [1], [count]), [...shape]);
}

function dropoutLayers(model: LayersModel): layers.Layer[] {
  return model.layers.flatMap((layer) => {
    if (isModel(layer)) return dropoutLayers(layer);
    return layer.getClassName() === 'Dropout' ? [layer] : [];
  });
}

function isModel(layer: layers.Layer): layer is LayersModel {
  return 'layers' in layer;
}

function readConfig(layer: layers.Layer): { rate: number; noiseShape?: (number | null)[] } {
  const { rate, noiseShape } = layer.getConfig();
  return {
    rate: Number(rate),
    ...(Array.isArray(noiseShape) && {
      noiseShape: noiseShape.map((size) => (size === null ? null : Number(size))),
    }),
  };
}

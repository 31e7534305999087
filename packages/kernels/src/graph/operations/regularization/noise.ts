// Random changes in training alone: Gaussian noise that is added or multiplied, and dropouts for selu and for whole channels.
// The same for the same key, step and sample, whoever does the work. Dropout of single units: dropout.ts.
import type { Words } from '../../../random-numbers/threefry.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { key, notNegative, rate } from '../fields.ts';
import { bindPair, scratchPieces } from '../merge/broadcasting.ts';
import type { BoundOperation, LayerContext, MemoryUse, Operation, TrainingPass } from '../operation.ts';

/** Adds noise of the normal distribution in training; does nothing in evaluation. */
export interface GaussianNoiseSpec {
  readonly kind: 'gaussianNoise';
  /** Standard deviation, 0 or more. */
  readonly stddev: number;
  /** Of the layer's random numbers: another for each layer and each seed. */
  readonly key: Words;
}

/** Multiplies by noise of mean 1 and standard deviation √(rate / (1 - rate)) in training; does nothing in evaluation. */
export interface GaussianDropoutSpec {
  readonly kind: 'gaussianDropout';
  /** 0 <= rate < 1. */
  readonly rate: number;
  readonly key: Words;
}

/**
 * Sets a fraction of the values to selu's lowest value and scales all, so that mean and variance stay; does nothing in
 * evaluation.
 */
export interface AlphaDropoutSpec {
  readonly kind: 'alphaDropout';
  /** Fraction dropped, 0 <= rate < 1. */
  readonly rate: number;
  readonly key: Words;
}

/** Drops a fraction of the channels, each along all other axes; does nothing in evaluation. */
export interface SpatialDropoutSpec {
  readonly kind: 'spatialDropout';
  /** Fraction dropped, 0 <= rate < 1. */
  readonly rate: number;
  readonly key: Words;
}

/** -scale · alpha of selu (Klambauer et al., "Self-Normalizing Neural Networks", 2017), its value far below zero. */
const SELU_LOWEST = -1.7580993408473766;

export const gaussianNoise: Operation<GaussianNoiseSpec> = {
  fields: { stddev: notNegative, key },
  shapes: (_, [x]) => ({ output: x }),
  memory: () => ({ readsInputs: false, readsOutput: false, passesGradient: true, addsGradient: true }),

  bind({ stddev, key }, { arena, inputs: [x], output }) {
    const { kernels } = arena;
    const scratch = scratchPieces(arena, [kernels.normalMaskScratchBytes()]);
    return {
      forward(rows, training) {
        const [to, count] = [output.address, rows * x.size];
        if (!training) return kernels.copy(to, x.address, count);
        const { step, firstSample } = training;
        kernels.normalMask(to, rows, x.size, 0, stddev, key[0], key[1], step, firstSample, scratch()[0]);
        kernels.add(to, x.address, count);
      },
      backward(rows) {
        if (!x.gradient || x.gradient === output.gradient) return;
        if (x.adds) kernels.add(x.gradient, output.gradient, rows * x.size);
        else kernels.copy(x.gradient, output.gradient, rows * x.size);
      },
    };
  },
};

export const gaussianDropout: Operation<GaussianDropoutSpec> = {
  fields: { rate, key },
  shapes: (_, [x]) => ({ output: x }),
  memory: (_, { output }) => maskMemory(sizeOf(output)),

  bind({ rate, key: [first, second] }, context) {
    const { arena, inputs, saved: mask, output } = context;
    const { kernels } = arena;
    const [x] = inputs;
    const deviation = Math.sqrt(rate / (1 - rate));
    const scratch = scratchPieces(arena, [kernels.normalMaskScratchBytes()]);
    const times = (to: number, from: number, rows: number) => kernels.multiply(to, from, mask, rows * x.size);
    return bindMask(context, {
      forward(rows, { step, firstSample }) {
        kernels.normalMask(mask, rows, x.size, 1, deviation, first, second, step, firstSample, scratch()[0]);
        times(output.address, x.address, rows);
      },
      times,
    });
  },
};

export const alphaDropout: Operation<AlphaDropoutSpec> = {
  fields: { rate, key },
  shapes: (_, [x]) => ({ output: x }),
  memory: (_, { output }) => maskMemory(sizeOf(output)),

  bind({ rate, key: [first, second] }, context) {
    const { arena, inputs, saved: mask, output } = context;
    const { kernels } = arena;
    const [x] = inputs;
    // a (x or the lowest value) + b has the mean 0 and the variance 1 that x has.
    const a = 1 / Math.sqrt((1 - rate) * (1 + rate * SELU_LOWEST * SELU_LOWEST));
    const b = -a * SELU_LOWEST * rate;
    return bindMask(context, {
      forward(rows, { step, firstSample }) {
        const count = rows * x.size;
        kernels.dropoutMask(mask, rows, x.size, rate, first, second, step, firstSample);
        kernels.scale(mask, count, a * (1 - rate));
        kernels.alphaDropout(output.address, x.address, mask, count, b, a * SELU_LOWEST + b);
      },
      times: (to, from, rows) => kernels.multiply(to, from, mask, rows * x.size),
    });
  },
};

export const spatialDropout: Operation<SpatialDropoutSpec> = {
  fields: { rate, key },
  shapes: (_, [x]) => ({ output: x }),
  memory: (_, { output }) => maskMemory(channelsOf(output)),

  bind({ rate, key: [first, second] }, context) {
    const { arena, inputs, saved: mask, output } = context;
    const [x] = inputs;
    const channels = channelsOf(x.shape);
    const channelShape = x.shape.map((_, axis) => (axis === x.shape.length - 1 ? channels : 1));
    const product = bindPair(arena, 'multiply', { a: x.shape, b: channelShape, output: x.shape });
    const times = (to: number, from: number, rows: number) => product({ a: from, b: mask, to, rows });
    return bindMask(context, {
      forward(rows, { step, firstSample }) {
        arena.kernels.dropoutMask(mask, rows, channels, rate, first, second, step, firstSample);
        times(output.address, x.address, rows);
      },
      times,
    });
  },
};

/** Of a mask with so many floats for each row. */
function maskMemory(floats: number): MemoryUse {
  return { readsInputs: false, readsOutput: false, inPlace: true, savedBytes: floats * 4 };
}

function channelsOf(shape: Shape): number {
  return shape[shape.length - 1];
}

interface Mask {
  /** Draws the mask and computes the output. */
  forward(rows: number, training: TrainingPass): void;
  /** to = from · mask */
  times(to: number, from: number, rows: number): void;
}

/** An operation whose derivative is its mask. */
function bindMask({ arena, inputs: [x], output }: LayerContext, { forward, times }: Mask): BoundOperation {
  return {
    forward(rows, training) {
      if (training) forward(rows, training);
      else if (output.address !== x.address) arena.kernels.copy(output.address, x.address, rows * x.size);
    },
    backward(rows) {
      if (x.gradient) times(x.gradient, output.gradient, rows);
    },
  };
}

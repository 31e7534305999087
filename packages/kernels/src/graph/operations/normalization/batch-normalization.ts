// Batch normalization, channels last: y = activation((x - mean) · gamma / √(variance + epsilon) + beta) for each channel. In
// training, mean and biased variance are those of a shard's rows, whatever other shards there are: so the numbers do not
// depend on how many threads share a batch. Evaluation, and a frozen layer at any time, use running averages.

import { KernelError } from '../../../kernel-error.ts';
import { batchNormalizationRecord } from '../../../records/batch-normalization-record.ts';
import type { Arena } from '../../memory/arena.ts';
import { activation, epsilon, flag, optional } from '../fields.ts';
import { activationCode, type ElementwiseActivation } from '../fused-activation.ts';
import {
  type LayerContext,
  type Operation,
  parameterGradient,
  rowAddress,
  rowGradient,
  type Shard,
  type StateSlot,
} from '../operation.ts';

/**
 * Normalizes each channel. Parameters gamma [channels] and beta [channels], as far as there are any; states are the
 * running mean and the running biased variance, [channels] each, with Keras' momentum.
 */
export interface BatchNormalizationSpec {
  readonly kind: 'batchNormalization';
  /** Added to the variance. Keras has 0.001. */
  readonly epsilon: number;
  /** Whether there is a gamma. */
  readonly scale: boolean;
  /** Whether there is a beta. */
  readonly center: boolean;
  /**
   * Whether training uses the running averages too, and leaves them as they are: Keras does so where a layer is not trainable.
   * Their momentum is 1 then. No by default.
   */
  readonly isFrozen?: boolean;
  /** Fused into the layer; 'linear' by default. */
  readonly activation?: ElementwiseActivation;
}

export const batchNormalization: Operation<BatchNormalizationSpec> = {
  fields: {
    epsilon,
    scale: flag,
    center: flag,
    isFrozen: optional(flag),
    activation: optional(activation),
  },
  takesActivation: true,
  mixesRows: ({ isFrozen = false }) => !isFrozen,

  shapes({ scale, center }, [x]) {
    if (x.length === 0) {
      throw new KernelError(
        'UNSUPPORTED',
        'batchNormalization expects at least one axis beside the batch, received none.',
      );
    }
    const channels = x.slice(-1);
    const parameters = [scale, center].filter(Boolean).map(() => channels);
    return { output: x, parameters, states: [channels, channels] };
  },

  memory: ({ activation = 'linear' }) => ({
    readsInputs: true,
    // What relu let through is worked out from the input.
    readsOutput: activation !== 'linear' && activation !== 'relu',
    passesGradient: true,
  }),

  bind(spec, context) {
    const { arena, inputs, output } = context;
    const [x] = inputs;
    const { kernels } = arena;
    const { isFrozen = false } = spec;
    const { channels, gamma, beta, layer } = bindLayer(spec, context);
    // Places of one sample that have a number for each channel.
    const positions = x.size / channels;
    const [mean, variance] = context.states;
    const running = { mean: mean.address, variance: variance.address };
    const statisticsOf = isFrozen || !context.training ? () => running : shardStatistics(context, channels);
    const normalize = (first: number, rows: number, { mean, variance }: Statistics) => {
      const [from, to] = [rowAddress(x, first), rowAddress(output, first)];
      kernels.batchNormalization(layer, from, rows * x.size, mean, variance, to, arena.scratch());
    };

    return {
      forward(rows, training) {
        if (!training || isFrozen) return normalize(0, rows, running);
        for (const [i, { first, rows }] of training.shards.entries()) {
          if (rows === 0) continue;
          const own = statisticsOf(i);
          const [from, scratch] = [rowAddress(x, first), arena.scratch()];
          kernels.columnMoments(from, rows * positions, channels, own.mean, own.variance, scratch);
          normalize(first, rows, own);
        }
      },

      // dz = dy ⊙ activation'(y); dbeta = Σ dz, dgamma = Σ dz ⊙ n with n = (x - mean) / √(variance + epsilon);
      // dx = (dz - mean of dz - n ⊙ mean of dz ⊙ n) · gamma / √(variance + epsilon), or without these means where the
      // statistics are constants.
      backward(_, { shards, scale }) {
        const name = isFrozen ? 'fixedBatchNormalizationGradient' : 'batchNormalizationGradient';
        for (const [i, shard] of shards.entries()) {
          const own = statisticsOf(i);
          kernels[name](
            layer,
            rowGradient(output, shard.first),
            rowAddress(output, shard.first),
            rowAddress(x, shard.first),
            shard.rows * positions,
            own.mean,
            own.variance,
            rowGradient(x, shard.first),
            parameterGradient(gamma, shard),
            parameterGradient(beta, shard),
            shard.accumulate,
            arena.scratch(),
          );
          if (isFrozen) continue;
          observe(arena, { state: mean, observed: own.mean, shard, scale });
          observe(arena, { state: variance, observed: own.variance, shard, scale });
        }
      },
    };
  },
};

/** The layer's record for the kernels, and what it is made of. */
function bindLayer(
  { scale, center, epsilon, activation = 'linear' }: BatchNormalizationSpec,
  { arena, inputs: [x], parameters }: LayerContext,
) {
  const channels = x.shape[x.shape.length - 1];
  const gamma = scale ? parameters[0] : undefined;
  const beta = center ? parameters[parameters.length - 1] : undefined;
  arena.reserveScratch(arena.kernels.batchNormalizationScratchBytes(channels));
  arena.reserveScratch(arena.kernels.columnMomentsScratchBytes(channels));
  const record = batchNormalizationRecord({
    channels,
    scale: gamma?.address ?? 0,
    offset: beta?.address ?? 0,
    epsilon,
    activation: activationCode(activation, arena),
  });
  return { channels, gamma, beta, layer: arena.record(record) };
}

/** Addresses of a mean and a variance for each channel. */
interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

/** Addresses of the statistics of each shard, which the forward pass leaves for the backward pass. */
function shardStatistics({ arena, shards }: LayerContext, channels: number): (shard: number) => Statistics {
  const bytes = channels * 4;
  const start = arena.allocate(2 * bytes * shards);
  return (shard) => ({ mean: start + 2 * shard * bytes, variance: start + (2 * shard + 1) * bytes });
}

interface Observation {
  readonly state: StateSlot;
  /** Address of what the shard saw. */
  readonly observed: number;
  readonly shard: Shard;
  /** Weight of a row. */
  readonly scale: number;
}

/** Adds what a shard saw to its gradient vector, weighted by its rows. */
function observe(arena: Arena, { state, observed, shard, scale }: Observation): void {
  const { kernels } = arena;
  const { count } = state;
  const to = shard.gradients + state.offset;
  const own = shard.accumulate ? arena.scratch() : to;
  kernels.copy(own, observed, count);
  kernels.scale(own, count, shard.rows * scale * state.weight);
  if (shard.accumulate) kernels.add(to, own, count);
}

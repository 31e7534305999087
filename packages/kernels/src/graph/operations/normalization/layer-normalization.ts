// Layer normalization: y = (x - mean) · gamma / √(variance + epsilon) + beta, with mean and biased variance of each sample, or
// of each vector of it, by itself. Training and evaluation do the same.
import { KernelError } from '../../../kernel-error.ts';
import { sizeOf } from '../../network/graph.ts';
import { count, epsilon, flag } from '../fields.ts';
import { type Operation, parameterGradient, rowAddress, rowGradient } from '../operation.ts';

/** Normalizes over the last axes. Parameters gamma and beta have the shape of these axes, as far as there are any. */
export interface LayerNormalizationSpec {
  readonly kind: 'layerNormalization';
  /** Number of axes, counted from the last, that are normalized together. */
  readonly axes: number;
  /** Added to the variance. Keras has 0.001. */
  readonly epsilon: number;
  /** Whether there is a gamma. */
  readonly scale: boolean;
  /** Whether there is a beta. */
  readonly center: boolean;
}

/** The mean and 1 / √(variance + epsilon) of a vector, as the forward pass leaves them. */
const STATISTICS_BYTES = 8;

export const layerNormalization: Operation<LayerNormalizationSpec> = {
  fields: { axes: count, epsilon, scale: flag, center: flag },

  shapes({ axes, scale, center }, [x]) {
    if (axes > x.length) {
      throw new KernelError(
        'UNSUPPORTED',
        `layerNormalization over ${axes} axes expects at least as many beside the batch, received [batch, ${x.join(', ')}].`,
      );
    }
    const parameters = [scale, center].filter(Boolean).map(() => x.slice(-axes));
    return { output: x, parameters };
  },

  memory: ({ axes }, { output }) => ({
    readsInputs: true,
    readsOutput: false,
    passesGradient: true,
    savedBytes: sizeOf(output.slice(0, -axes)) * STATISTICS_BYTES,
  }),

  bind({ axes, epsilon, scale, center }, { arena, inputs: [x], output, parameters, saved }) {
    const { kernels } = arena;
    const length = sizeOf(x.shape.slice(-axes));
    const vectors = x.size / length;
    const gamma = scale ? parameters[0] : undefined;
    const beta = center ? parameters[parameters.length - 1] : undefined;
    const [gammas, betas] = [gamma?.address ?? 0, beta?.address ?? 0];
    arena.reserveScratch(kernels.layerNormalizationScratchBytes(length));

    return {
      forward(rows) {
        kernels.layerNormalization(
          x.address,
          rows * vectors,
          length,
          gammas,
          betas,
          epsilon,
          output.address,
          saved,
          arena.scratch(),
        );
      },

      // dbeta = Σ dy, dgamma = Σ dy ⊙ n with n = (x - mean) / √(variance + epsilon); with dn = dy ⊙ gamma
      // dx = (dn - mean of dn - n · mean of dn ⊙ n) / √(variance + epsilon).
      backward(_, { shards }) {
        for (const shard of shards) {
          kernels.layerNormalizationGradient(
            rowGradient(output, shard.first),
            rowAddress(x, shard.first),
            shard.rows * vectors,
            length,
            gammas,
            saved + shard.first * vectors * STATISTICS_BYTES,
            rowGradient(x, shard.first),
            parameterGradient(gamma, shard),
            parameterGradient(beta, shard),
            shard.accumulate,
            arena.scratch(),
          );
        }
      },
    };
  },
};

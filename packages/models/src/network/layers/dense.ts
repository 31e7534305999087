// Dense, which multiplies its input by a matrix, and embedding, which selects rows of a matrix.
import type { Initializer } from '../../initial-weights/initializer.ts';
import { activationOperations } from './activation.ts';
import type { LayerActivation } from './activation-names.ts';
import { activation, count, flag, initializer, maxNorm, optional, units } from './fields.ts';
import {
  type LayerBase,
  type LayerKind,
  type MaxNorm,
  misfit,
  sizeOf,
  type WeightSpec,
} from './layer-kind.ts';

/** A fully connected layer along the last axis. Weights: `kernel` [inputs, units] and `bias` [units]. */
export interface DenseLayer extends LayerBase {
  readonly kind: 'dense';
  /** 1 to 65,536. */
  readonly units: number;
  /** Whether the layer has a bias; true by default. */
  readonly useBias?: boolean;
  /** `linear` by default. */
  readonly activation?: LayerActivation;
  /** `glorotUniform` by default. */
  readonly kernelInitializer?: Initializer;
  /** `zeros` by default. */
  readonly biasInitializer?: Initializer;
  readonly kernelConstraint?: MaxNorm;
}

/** Maps whole numbers to vectors: [...] to [..., outputDim]. Weight: `embeddings` [inputDim, outputDim]. */
export interface EmbeddingLayer extends LayerBase {
  readonly kind: 'embedding';
  /** Size of the vocabulary: inputs range from 0 to inputDim - 1. */
  readonly inputDim: number;
  readonly outputDim: number;
  /** Uniform from -0.05 to 0.05 by default. */
  readonly embeddingsInitializer?: Initializer;
}

export const dense: LayerKind<DenseLayer> = {
  className: 'Dense',
  automaticName: 'dense',
  fields: {
    units,
    useBias: optional(flag),
    activation: optional(activation),
    kernelInitializer: optional(initializer),
    biasInitializer: optional(initializer),
    kernelConstraint: optional(maxNorm),
  },
  shape({ units }, [x]) {
    if (x.length > 0) return [...x.slice(0, -1), units];
    throw misfit('at least one axis besides the batch', x);
  },
  weights(spec, [x]): WeightSpec[] {
    const { units, useBias = true, kernelConstraint } = spec;
    const { kernelInitializer = 'glorotUniform', biasInitializer = 'zeros' } = spec;
    const constraint = kernelConstraint && { constraint: kernelConstraint };
    const shape = [x[x.length - 1], units];
    const kernel = { name: 'kernel', shape, initializer: kernelInitializer, ...constraint };
    return useBias ? [kernel, { name: 'bias', shape: [units], initializer: biasInitializer }] : [kernel];
  },
  multiplyAdds: ({ units }, { inputs: [x] }) => sizeOf(x) * units,
  operations: ({ units, useBias = true, activation }) => [
    { operation: { kind: 'dense', units, useBias }, weights: useBias ? ['kernel', 'bias'] : ['kernel'] },
    ...activationOperations(activation),
  ],
};

export const embedding: LayerKind<EmbeddingLayer> = {
  className: 'Embedding',
  automaticName: 'embedding',
  fields: { inputDim: count, outputDim: count, embeddingsInitializer: optional(initializer) },
  shape: ({ outputDim }, [x]) => [...x, outputDim],
  weights: ({ inputDim, outputDim, embeddingsInitializer = smallUniform }) => [
    { name: 'embeddings', shape: [inputDim, outputDim], initializer: embeddingsInitializer },
  ],
  operations: ({ inputDim, outputDim }) => [
    { operation: { kind: 'embedding', inputDim, outputDim }, weights: ['embeddings'] },
  ],
};

const smallUniform: Initializer = { kind: 'randomUniform', min: -0.05, max: 0.05 };

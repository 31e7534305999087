// How images and labels get into a plan, and what the loss says of them.
import type { Arena } from './arena.ts';
import { elements } from './layer-spec.ts';

/** Images by their place in a data set that stays as it is: bytes [n, height, width, channels], labels [n]. */
export interface Samples {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** Which ones, at most the plan's micro-batch. */
  readonly indices: ArrayLike<number>;
  /**
   * What the network should say instead of the label alone, [indices, classes] in their order: smoothed or mixed labels,
   * times the sample's weight. The labels still decide what counts as right.
   */
  readonly targets?: Float32Array;
}

/** Sum of the losses, and how many were right. */
export interface Totals {
  readonly loss: number;
  readonly correct: number;
}

/** What a forward pass alone gives. */
export interface Evaluation extends Totals {
  /** [samples, classes] */
  readonly probabilities: Float32Array;
}

export interface ImageInput {
  /** Address of the scaled images. */
  readonly values: number;
  /** Gathers the images and scales 0..255 to 0..1. */
  load(samples: Pick<Samples, 'images' | 'indices'>): void;
}

export function imageInput(arena: Arena, inputShape: readonly number[], microBatch: number): ImageInput {
  const size = elements(inputShape);
  const bytes = arena.allocate(microBatch * size);
  const values = arena.allocate(microBatch * size * 4);
  return {
    values,
    load({ images, indices }) {
      const memory = new Uint8Array(arena.memory.buffer);
      for (let row = 0; row < indices.length; row++) {
        const from = indices[row] * size;
        memory.set(images.subarray(from, from + size), bytes + row * size);
      }
      arena.kernels.scaleBytes(bytes, indices.length * size, values);
    },
  };
}

/** The gradient by the logits, and the weight of each sample in it. */
export interface LossGradient {
  readonly address: number;
  readonly scale: number;
}

export interface CrossEntropy {
  /** Of probabilities [rows, classes] at an address, each part by itself; writes their gradient where one is asked for. */
  totals(
    samples: Samples,
    probabilities: number,
    parts: readonly { readonly first: number; readonly rows: number }[],
    gradient?: LossGradient,
  ): Totals[];
}

export function crossEntropy(arena: Arena, classes: number, microBatch: number): CrossEntropy {
  const { kernels } = arena;
  const rowBytes = classes * 4;
  const labelBytes = arena.allocate(microBatch);
  const targetFloats = arena.allocate(microBatch * rowBytes);
  const sums = arena.allocate(16);
  return {
    totals(
      { labels, indices, targets },
      probabilities,
      parts,
      { address, scale } = { address: 0, scale: 0 },
    ) {
      const { buffer } = arena.memory;
      const bytes = new Uint8Array(buffer, labelBytes, microBatch);
      for (let row = 0; row < indices.length; row++) bytes[row] = labels[indices[row]];
      if (targets) new Float32Array(buffer, targetFloats, microBatch * classes).set(targets);
      return parts.map(({ first, rows }) => {
        const view = new Float64Array(buffer, sums, 2).fill(0);
        const [p, y] = [probabilities + first * rowBytes, labelBytes + first];
        const gradient = address && address + first * rowBytes;
        if (targets) {
          const t = targetFloats + first * rowBytes;
          kernels.targetCrossEntropy(p, t, y, rows, classes, scale, gradient, sums);
        } else {
          kernels.crossEntropy(p, y, rows, classes, scale, gradient, sums);
        }
        return { loss: view[0], correct: view[1] };
      });
    },
  };
}

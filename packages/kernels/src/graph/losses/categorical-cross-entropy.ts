// Categorical cross-entropy of probabilities along the last axis: -Σ t log p, with p held away from 0 and 1 as Keras does; the
// mean over the vectors of a sample, such as an image's pixels. Behind softmax it takes softmax' derivative over: the gradient
// by the logits is p - t. Elsewhere the outputs are divided by their sum first, as Keras does.
import { KernelError } from '../../kernel-error.ts';
import type { BoundLoss, Loss, LossContext, Target } from './loss.ts';
import { bindWeights, vectorsOf } from './targets.ts';

/** Of class numbers, one for each vector; or of a weight for each class. */
export interface CategoricalCrossEntropySpec {
  readonly kind: 'categoricalCrossEntropy';
}

export const categoricalCrossEntropy: Loss<CategoricalCrossEntropySpec> = {
  fields: {},
  absorbs: 'softmax',

  check(_, output) {
    if (output[output.length - 1] > 1) return;
    throw new KernelError(
      'UNSUPPORTED',
      `Categorical cross-entropy expects an output of two classes or more along the last axis, received [batch, ${output.join(', ')}]. Use binary cross-entropy for a single probability.`,
    );
  },

  bind(_, context) {
    const { arena, output, rows: capacity, isAbsorbed } = context;
    const { kernels, memory } = arena;
    const { length: classes, count: vectors } = vectorsOf(context);
    const rowBytes = output.size * 4;
    const targets = bindClasses(context);
    const weights = bindWeights({ arena, rows: capacity });
    const total = arena.allocate(8);
    return {
      load(target, indices) {
        targets.load(target, indices);
        weights.load(target);
      },
      sum({ first, rows, scale }) {
        const sums = new Float64Array(memory.buffer, total, 1).fill(0);
        const p = output.address + first * rowBytes;
        const gradient = scale === undefined ? 0 : output.gradient + first * rowBytes;
        const [count, factor] = [rows * vectors, (scale ?? 0) / vectors];
        const w = weights.address(first);
        if (isAbsorbed && targets.areLabels()) {
          const labels = targets.labels + first * vectors * 4;
          kernels.sparseCrossEntropy(p, labels, count, classes, w, vectors, factor, gradient, total);
        } else {
          const t = targets.values + first * rowBytes;
          const kernel = isAbsorbed ? kernels.categoricalCrossEntropy : kernels.normalizedCrossEntropy;
          kernel(p, t, count, classes, w, vectors, factor, gradient, total);
        }
        return sums[0] / vectors;
      },
    };
  },
};

interface ClassMemory extends Pick<BoundLoss, 'load'> {
  /** Addresses of the class numbers, as 32-bit integers, and of a float for each class. */
  readonly labels: number;
  readonly values: number;
  /** Whether the last targets are class numbers alone. */
  areLabels(): boolean;
}

function bindClasses(context: LossContext): ClassMemory {
  const { arena, output, rows: capacity, isAbsorbed } = context;
  const { kernels, memory } = arena;
  const { length: classes, count: vectors } = vectorsOf(context);
  const labels = arena.allocate(capacity * vectors * 4);
  const values = arena.allocate(capacity * output.size * 4);
  let areLabels = false;
  const loadLabels = (all: ArrayLike<number>, indices: ArrayLike<number>) => {
    const count = indices.length * vectors;
    const to = new Int32Array(memory.buffer, labels, count);
    for (let row = 0; row < indices.length; row++) {
      const from = indices[row] * vectors;
      for (let i = 0; i < vectors; i++) to[row * vectors + i] = all[from + i];
    }
    const outside = kernels.firstOutside(labels, count, classes);
    if (outside >= 0) throw expected(`class numbers from 0 to ${classes - 1}`, to[outside]);
    if (isAbsorbed) return;
    const floats = new Float32Array(memory.buffer, values, count * classes).fill(0);
    for (let i = 0; i < count; i++) floats[i * classes + to[i]] = 1;
  };
  return {
    labels,
    values,
    areLabels: () => areLabels,
    load(target: Target, indices) {
      areLabels = target.values === undefined;
      const size = indices.length * output.size;
      if (target.values?.length === size) {
        new Float32Array(memory.buffer, values, size).set(target.values);
      } else if (target.values) {
        throw expected(`${size} values for ${indices.length} rows`, target.values.length);
      } else if (target.labels) {
        loadLabels(target.labels, indices);
      } else throw expected('class numbers or a value for each class', 'neither');
    },
  };
}

function expected(what: string, received: number | string): KernelError {
  return new KernelError(
    'INVALID_ARGUMENT',
    `categoricalCrossEntropy expects ${what}, received ${received}.`,
  );
}

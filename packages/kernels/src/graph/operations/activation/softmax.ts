// Softmax along an axis, a = exp(z) / Σ exp(z), and its logarithm.
import { sizeOf } from '../../network/graph.ts';
import { axis, flag, optional } from '../fields.ts';
import { axisIndex } from '../merge/concatenate.ts';
import type { Operation } from '../operation.ts';

/** Softmax along an axis. */
export interface SoftmaxSpec {
  readonly kind: 'softmax';
  /** 1 is the first axis after the batch, -1 the last one. -1 by default. */
  readonly axis?: number;
  /** Set by the compiler: the gradient comes from a loss that takes softmax' derivative over. */
  readonly isAbsorbed?: boolean;
}

/** The logarithm of softmax along an axis. */
export interface LogSoftmaxSpec {
  readonly kind: 'logSoftmax';
  /** As softmax'. */
  readonly axis?: number;
}

export const softmax: Operation<SoftmaxSpec> = {
  fields: { axis: optional(axis), isAbsorbed: optional(flag) },
  ...alongAxis<SoftmaxSpec>('softmax'),
};

export const logSoftmax: Operation<LogSoftmaxSpec> = {
  fields: { axis: optional(axis) },
  ...alongAxis<LogSoftmaxSpec>('logSoftmax'),
};

function alongAxis<Spec extends SoftmaxSpec | LogSoftmaxSpec>(
  kind: Spec['kind'],
): Pick<Operation<Spec>, 'shapes' | 'memory' | 'bind'> {
  const isAbsorbed = (spec: SoftmaxSpec | LogSoftmaxSpec) => spec.kind === 'softmax' && spec.isAbsorbed;
  return {
    shapes({ axis = -1 }, [x]) {
      axisIndex(kind, axis, x);
      return { output: x };
    },

    memory: (spec) => ({ readsInputs: false, readsOutput: !isAbsorbed(spec), inPlace: true }),

    bind(spec, { arena: { kernels }, inputs: [x], output }) {
      const at = axisIndex(kind, spec.axis ?? -1, x.shape);
      const isLog = kind === 'logSoftmax';
      const [outer, length] = [sizeOf(x.shape.slice(0, at)), x.shape[at]];
      const inner = x.size / outer / length;
      return {
        forward(rows) {
          if (output.address !== x.address) kernels.copy(output.address, x.address, rows * x.size);
          kernels.softmaxAxis(isLog, output.address, rows * outer, length, inner);
        },
        // dz = a (da - Σ da a), or da - exp(a) Σ da.
        backward(rows) {
          if (!x.gradient) return;
          const { gradient, address } = output;
          if (!isAbsorbed(spec))
            kernels.softmaxAxisGradient(isLog, gradient, address, rows * outer, length, inner);
          if (x.gradient !== gradient) kernels.copy(x.gradient, gradient, rows * x.size);
        },
      };
    },
  };
}

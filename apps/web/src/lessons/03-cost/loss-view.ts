// Both losses of one answer: how large, and how steep along the answer a and along the sum z. What many examples cost
// together, and the way down: descent.ts.
import { curves, type Loss, losses } from '@nn101/scratch';

/** The two losses that the lesson compares. */
export const lossNames = ['squared', 'crossEntropy'] as const;
export type LossName = (typeof lossNames)[number];

export const lossOf = {
  squared: losses.meanSquaredError,
  crossEntropy: losses.binaryCrossEntropy,
} as const satisfies Record<LossName, Loss>;

/** One loss at one answer. */
export interface LossValues {
  readonly loss: number;
  /** dL/da. */
  readonly alongAnswer: number;
  /** dL/dz = dL/da · a (1 - a). */
  readonly alongSum: number;
}

/** An answer and what it costs. */
export interface LossView extends Readonly<Record<LossName, LossValues>> {
  /** The sigmoid of z. */
  readonly a: number;
  /** da/dz = a (1 - a). */
  readonly slope: number;
}

/** What the answer to a sum `z` costs where the truth is `y`. */
export function lossView(z: number, y: 0 | 1): LossView {
  const a = curves.sigmoid.value(z);
  return {
    a,
    slope: curves.sigmoid.derivative(a),
    squared: valuesOf('squared', { a, y }),
    crossEntropy: valuesOf('crossEntropy', { a, y }),
  };
}

function valuesOf(name: LossName, { a, y }: { a: number; y: 0 | 1 }): LossValues {
  const loss = lossOf[name];
  const [alongAnswer] = loss.gradient([a], [y]);
  // Where the sigmoid has rounded to 0 or 1, dL/da is cut off, and only the cancelled form is right.
  const alongSum = loss.canonical
    ? loss.canonical.delta([a], [y])[0]
    : alongAnswer * curves.sigmoid.derivative(a);
  return { loss: loss.cost([a], [y]), alongAnswer, alongSum };
}

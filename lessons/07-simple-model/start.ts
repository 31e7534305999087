// A network for images, trained in small batches, and what it got wrong. The lesson's text is in lesson.md.
import type { Split } from '@nn101/datasets';
import {
  backpropagate,
  flattenGradients,
  flattenParameters,
  losses,
  type Network,
  type Optimizer,
  type OptimizerState,
  withParameters,
} from '@nn101/scratch';

/** Some examples, ready for the network. */
export interface Batch {
  /** One row of 784 numbers from 0 to 1 for each image. */
  readonly inputs: readonly number[][];
  /** One row of ten numbers for each image, 1 in the place of its class. */
  readonly targets: readonly number[][];
}

/** How a pass over all examples went. */
export interface Epoch {
  readonly network: Network;
  readonly state: OptimizerState | undefined;
  /** Mean of the batches' costs, each image counting once. */
  readonly loss: number;
}

/** Ten numbers: 1 in the place of the label, 0 elsewhere. Your turn. */
export function oneHot(_label: number): number[] {
  return new Array<number>(10).fill(0);
}

/** The examples of these rows, pixels divided by 255. Your turn. */
export function makeBatch(_split: Split, _rows: readonly number[]): Batch {
  return { inputs: [], targets: [] };
}

/** One pass over the rows, `batchSize` at a time, the last batch as long as what is left. Your turn. */
export function runEpoch(
  { network, state }: { network: Network; state?: OptimizerState },
  _data: { split: Split; rows: readonly number[]; batchSize: number; optimizer: Optimizer },
): Epoch {
  return { network, state, loss: 0 };
}

/** matrix[truth][prediction]: how often the one was taken for the other. Your turn. */
export function confusionMatrix(_labels: ArrayLike<number>, _predictions: readonly number[]): number[][] {
  return [];
}

/** One step of the optimizer on one batch: this part you know. */
export function step(
  { network, state }: { network: Network; state?: OptimizerState },
  { batch, optimizer }: { batch: Batch; optimizer: Optimizer },
) {
  const { cost, layers } = backpropagate({ ...batch, network, loss: losses.categoricalCrossEntropy });
  const parameters = flattenParameters(network);
  const next = optimizer.update({
    parameters,
    gradients: flattenGradients(layers),
    state: state ?? optimizer.start(parameters.length),
  });
  return { network: withParameters(network, next.parameters), state: next.state, cost };
}

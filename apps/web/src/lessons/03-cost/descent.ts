// One neuron with one input on six examples, its cost as a landscape over weight and bias, and the way that gradient
// descent rolls through it. How it looks: CostMap.svelte, Landscape.svelte. One answer alone: loss-view.ts.
import { batchCost, gradientDescent, type Network, trainingStep } from '@nn101/scratch';
import type { Interval } from '../../drawings/linear-scale.ts';
import type { ValueGrid } from '../../drawings/surface-pixels.ts';
import { type LossName, lossOf } from './loss-view.ts';

/** One number each, and its class. Two of them are on the wrong side, so that no weight is best without end. */
export const rollingExamples = [
  { x: -2, y: 0 },
  { x: -1, y: 0 },
  { x: -0.5, y: 1 },
  { x: 0.5, y: 0 },
  { x: 1, y: 1 },
  { x: 2, y: 1 },
] as const;

/** Where weight and bias may stand. */
export const rollingRange: Interval = [-8, 8];

/** A place in the landscape. */
export interface Stand {
  readonly w: number;
  readonly b: number;
  readonly cost: number;
}

const batch = {
  inputs: rollingExamples.map(({ x }) => [x]),
  targets: rollingExamples.map(({ y }) => [y]),
};

function neuron(w: number, b: number): Network {
  return { layers: [{ weights: [[w]], biases: [b], activation: 'sigmoid' }] };
}

/** The mean loss of the neuron with this weight and bias. */
export function costAt(name: LossName, { w, b }: { w: number; b: number }): number {
  return batchCost({ network: neuron(w, b), ...batch, loss: lossOf[name] });
}

/** The landscape as a grid, its ends on the range's: `values[row * count + column]`, row by b, column by w. */
export function costGrid(name: LossName, count: number): ValueGrid {
  const [from, to] = rollingRange;
  const at = (i: number) => from + ((to - from) * i) / (count - 1);
  const values = Float64Array.from({ length: count * count }, (_, i) =>
    costAt(name, { w: at(i % count), b: at(Math.floor(i / count)) }),
  );
  return { columns: count, rows: count, values };
}

/** The same landscape with every other row and column; for grids of odd size. */
export function coarser({ columns, rows, values }: ValueGrid): ValueGrid {
  const size = { columns: (columns + 1) / 2, rows: (rows + 1) / 2 };
  const kept = Float64Array.from({ length: size.columns * size.rows }, (_, i) => {
    const [column, row] = [i % size.columns, Math.floor(i / size.columns)];
    return values[2 * row * columns + 2 * column];
  });
  return { ...size, values: kept };
}

/** Where gradient descent stands before each step and after the last: `steps` + 1 places. */
export function rollDown(
  name: LossName,
  { w, b, rate, steps }: { w: number; b: number; rate: number; steps: number },
): Stand[] {
  const optimizer = gradientDescent({ learningRate: rate });
  const stands: Stand[] = [];
  let network = neuron(w, b);
  for (let i = 0; i <= steps; i++) {
    const step = trainingStep({ network, ...batch, loss: lossOf[name], optimizer });
    const [layer] = network.layers;
    stands.push({ w: layer.weights[0][0], b: layer.biases[0], cost: step.cost });
    network = step.network;
  }
  return stands;
}

// Why a run stands still: examples that look the same to the output though they should be answered differently. It looks
// at the values of the last hidden layer, which are all that the output gets to see.
import { backpropagate, curves, flattenGradients, losses, type Network } from '@nn101/scratch';
import type { Point } from './playground-data.ts';

/** What one example is inside the network. */
export interface Insight {
  readonly point: Point;
  /** Values of the last hidden layer; the inputs where there is none. */
  readonly hidden: readonly number[];
  /** Slopes of that layer's bends: how much of an error comes through. */
  readonly slopes: readonly number[];
  readonly output: number;
  /** a - y. */
  readonly delta: number;
}

/** All examples, and what holds the run up, if anything does. */
export interface Inside {
  readonly insights: readonly Insight[];
  /** Examples of different classes whose hidden values nearly agree, by their numbers. */
  readonly alike: readonly (readonly [number, number])[];
  /** Length of the gradient over all weights and biases. */
  readonly gradient: number;
  readonly cost: number;
}

/** Hidden values that differ by less than this look the same. */
export const alikeWithin = 0.02;

/** Looks into a network at all its examples. */
export function lookInside(network: Network, points: readonly Point[]): Inside {
  const { cost, layers } = backpropagate({
    network,
    inputs: points.map(({ x, y }) => [x, y]),
    targets: points.map(({ label }) => [label]),
    loss: losses.binaryCrossEntropy,
  });
  const output = layers[layers.length - 1];
  const before = network.layers.at(-2)?.activation;
  const curve = before === undefined || before === 'softmax' ? curves.linear : curves[before];
  const insights = points.map((point, i) => ({
    point,
    hidden: output.inputs[i],
    slopes: output.inputs[i].map((a) => curve.derivative(a)),
    output: output.a[i][0],
    delta: output.delta[i][0],
  }));
  const gradient = Math.hypot(...flattenGradients(layers));
  return { insights, alike: findAlike(insights), gradient, cost };
}

function findAlike(insights: readonly Insight[]): [number, number][] {
  return insights.flatMap((one, i) =>
    insights.flatMap((other, j): [number, number][] => {
      if (j <= i || one.point.label === other.point.label) return [];
      const apart = Math.max(...one.hidden.map((value, k) => Math.abs(value - other.hidden[k])));
      return apart < alikeWithin ? [[i, j]] : [];
    }),
  );
}

/** Whether the run hardly moves though it is wrong: alike examples, and next to no gradient. */
export function isStuck({ alike, gradient, cost }: Inside): boolean {
  // Two right answers and two undecided ones cost ln(2) / 2; a learned XOR costs far less.
  return alike.length > 0 && gradient < 0.005 && cost > Math.LN2 / 4;
}

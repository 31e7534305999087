// Evaluates a network with two inputs on a grid of points in the plane, for drawing.

import { check } from './check.ts';
import { checkNetwork } from './network/check-network.ts';
import { forward, type Network } from './network/network.ts';
import { ScratchError } from './scratch-error.ts';

/** A rectangle of the plane, and the unit to evaluate. */
export interface DecisionSurfaceOptions {
  /** A network with two inputs, x and y. */
  network: Network;
  /** Smallest and largest x; [-0.5, 1.5] by default, the XOR square with a margin. */
  xRange?: readonly [number, number];
  /** Smallest and largest y; [-0.5, 1.5] by default. */
  yRange?: readonly [number, number];
  /** Grid points along x, 2 to 4096; 50 by default. */
  columns?: number;
  /** Grid points along y, 2 to 4096; 50 by default. */
  rows?: number;
  /** Index of the layer to evaluate, from 0; by default the last layer. */
  layer?: number;
  /** Index of the unit in that layer; 0 by default. */
  unit?: number;
}

/** The activation of a unit on a grid. */
export interface DecisionSurface {
  /** [columns], ascending. */
  readonly xs: number[];
  /** [rows], ascending. */
  readonly ys: number[];
  /** Shape [rows, columns]; `values[j][i]` belongs to the point (xs[i], ys[j]). */
  readonly values: number[][];
}

/**
 * Returns the activation of one unit on a grid whose outermost points are the ends of the ranges.
 * Throws `SHAPE_MISMATCH` if the network does not have two inputs, and `INVALID_ARGUMENT` for any other invalid option.
 */
export function decisionSurface(options: DecisionSurfaceOptions): DecisionSurface {
  check.options('decisionSurface', options, surfaceOptions);
  const { network, xRange = square, yRange = square, columns = 50, rows = 50, unit = 0 } = options;
  checkNetwork(network);
  const inputs = network.layers[0].weights[0].length;
  if (inputs !== 2) {
    throw new ScratchError(
      'SHAPE_MISMATCH',
      `network expects 2 inputs, the x and y of a point; received a network with ${inputs}.`,
    );
  }
  const { layer = network.layers.length - 1 } = options;
  check.wholeNumber('layer', layer, { min: 0, max: network.layers.length - 1 });
  check.wholeNumber('unit', unit, { min: 0, max: network.layers[layer].biases.length - 1 });
  check.wholeNumber('columns', columns, { min: 2, max: maxPoints });
  check.wholeNumber('rows', rows, { min: 2, max: maxPoints });
  checkRange('xRange', xRange);
  checkRange('yRange', yRange);
  const xs = evenlySpaced({ name: 'xRange', range: xRange, count: columns });
  const ys = evenlySpaced({ name: 'yRange', range: yRange, count: rows });
  const values = ys.map((y) =>
    forward(
      network,
      xs.map((x) => [x, y]),
    )[layer].a.map((a) => a[unit]),
  );
  return { xs, ys, values };
}

const surfaceOptions: readonly (keyof DecisionSurfaceOptions)[] = [
  'network',
  'xRange',
  'yRange',
  'columns',
  'rows',
  'layer',
  'unit',
];
const square = [-0.5, 1.5] as const;
// Finer than any screen; with more points, plain loops take minutes.
const maxPoints = 4096;

function checkRange(name: string, range: readonly number[]): void {
  check.numbers(name, range, { length: 2 });
  const [from, to] = range;
  if (from < to) return;
  throw new ScratchError(
    'INVALID_ARGUMENT',
    `${name} expects two numbers, the smaller first; received [${from}, ${to}].`,
  );
}

function evenlySpaced(axis: { name: string; range: readonly [number, number]; count: number }): number[] {
  const { name, range, count } = axis;
  const [from, to] = range;
  const points = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  // The ends may be too close for that many distinct numbers, or so far apart that their difference is infinite.
  if (points.every((point, i) => i === 0 || point > points[i - 1])) return points;
  throw new ScratchError(
    'INVALID_ARGUMENT',
    `${name} expects two numbers with ${count} points between them; received [${from}, ${to}].`,
  );
}

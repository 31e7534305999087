// What a network of two inputs says about every point of the plane, on a grid, ready to be drawn.

import { check } from './check.ts';
import { forward, type Network } from './network.ts';
import { ScratchError } from './scratch-error.ts';

/** A piece of the plane, and which unit to look at. */
export interface DecisionSurfaceOptions {
  /** Takes two inputs, x and y. */
  network: Network;
  /** Smallest and largest x; [-0.5, 1.5] by default, the XOR square with a margin. */
  xRange?: readonly [number, number];
  /** Smallest and largest y; [-0.5, 1.5] by default. */
  yRange?: readonly [number, number];
  /** Grid points along x, 2 or more; 50 by default. */
  columns?: number;
  /** Grid points along y, 2 or more; 50 by default. */
  rows?: number;
  /** Layer to look at, 0 the first; the last by default. */
  layer?: number;
  /** Unit of that layer; 0 by default. */
  unit?: number;
}

/** A unit's activation over a grid. */
export interface DecisionSurface {
  /** [columns], rising. */
  readonly xs: number[];
  /** [rows], rising. */
  readonly ys: number[];
  /** Shape [rows, columns]; `values[j][i]` belongs to the point (xs[i], ys[j]). */
  readonly values: number[][];
}

/**
 * The activation of one unit over a grid whose first and last points lie on the ranges' ends.
 * Throws `SHAPE_MISMATCH` when the network does not take two inputs, `INVALID_ARGUMENT` for the rest.
 */
export function decisionSurface({
  network,
  xRange = [-0.5, 1.5],
  yRange = [-0.5, 1.5],
  columns = 50,
  rows = 50,
  layer = network.layers.length - 1,
  unit = 0,
}: DecisionSurfaceOptions): DecisionSurface {
  check.wholeNumber('layer', layer, { min: 0, max: network.layers.length - 1 });
  check.wholeNumber('unit', unit, { min: 0, max: network.layers[layer].biases.length - 1 });
  const xs = evenlySpaced({ name: 'columns', range: xRange, count: columns });
  const ys = evenlySpaced({ name: 'rows', range: yRange, count: rows });
  const values = ys.map((y) =>
    forward(
      network,
      xs.map((x) => [x, y]),
    )[layer].a.map((a) => a[unit]),
  );
  return { xs, ys, values };
}

function evenlySpaced({
  name,
  range: [from, to],
  count,
}: {
  name: string;
  range: readonly [number, number];
  count: number;
}): number[] {
  check.wholeNumber(name, count, { min: 2 });
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) {
    throw new ScratchError(
      'INVALID_ARGUMENT',
      `The range of ${name} expects two finite numbers, the smaller first, received [${from}, ${to}].`,
    );
  }
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

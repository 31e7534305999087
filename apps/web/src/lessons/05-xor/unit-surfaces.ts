// What every unit of a network says over a piece of the plane, all units in one pass.
import { forward, type Network } from '@nn101/scratch';
import type { Interval } from '../../drawings/linear-scale.ts';

/** Points along each side of a surface. */
export const surfaceSize = 41;

/** values[layer][unit][row * surfaceSize + column], the first row at the smallest y; ends lie on the range's ends. */
export type UnitSurfaces = readonly (readonly Float32Array<ArrayBuffer>[])[];

export function unitSurfaces(network: Network, [from, to]: Interval): UnitSurfaces {
  const at = (i: number) => from + ((to - from) * i) / (surfaceSize - 1);
  const points = Array.from({ length: surfaceSize ** 2 }, (_, i) => [
    at(i % surfaceSize),
    at(Math.floor(i / surfaceSize)),
  ]);
  return forward(network, points).map(({ a }) =>
    a[0].map((_, unit) => Float32Array.from(a, (values) => values[unit])),
  );
}

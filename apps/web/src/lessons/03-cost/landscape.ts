// A landscape seen from the side: a grid of heights as quadrilaterals on a flat picture, the furthest first, so that
// painting them in order hides what is behind. Painting: Landscape.svelte. From above: CostMap.svelte.
import type { ValueGrid } from '../../drawings/surface-pixels.ts';

/** A point of the picture in CSS pixels, y downwards. */
export type Spot = readonly [number, number];

/** A piece of ground. */
export interface Quad {
  readonly corners: readonly [Spot, Spot, Spot, Spot];
  /** 0 at the lowest value, 1 at the highest. */
  readonly height: number;
}

/** From where one looks. */
export interface Camera {
  /** Turn around the vertical, in degrees. */
  readonly turn: number;
  readonly width: number;
  readonly height: number;
}

/** How far the ground tilts towards the eye: 0 from the side, 1 from above. */
const tilt = 0.36;

/** Sends the ground's u and v, -1 to 1 each, and a height from 0 to 1 to a spot, and tells how far away it is. */
export function project(
  { u, v, height }: { u: number; v: number; height: number },
  camera: Camera,
): { spot: Spot; distance: number } {
  const angle = (camera.turn / 180) * Math.PI;
  const across = u * Math.cos(angle) - v * Math.sin(angle);
  const distance = u * Math.sin(angle) + v * Math.cos(angle);
  const scale = camera.width / 2 / Math.SQRT2;
  const rise = camera.height - 2 * Math.SQRT2 * tilt * scale;
  const middle = camera.height - Math.SQRT2 * tilt * scale;
  return {
    spot: [camera.width / 2 + across * scale, middle - distance * tilt * scale - height * rise],
    distance,
  };
}

/** All pieces of the ground, the furthest first. */
export function landscapeQuads({ columns, rows, values }: ValueGrid, camera: Camera): Quad[] {
  const all = Array.from(values);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const share = (value: number) => (value - least) / (most - least);
  const at = (column: number, row: number) =>
    project(
      {
        u: (2 * column) / (columns - 1) - 1,
        v: (2 * row) / (rows - 1) - 1,
        height: share(all[row * columns + column]),
      },
      camera,
    );
  const quads = Array.from({ length: (columns - 1) * (rows - 1) }, (_, i) => {
    const [column, row] = [i % (columns - 1), Math.floor(i / (columns - 1))];
    const corners = [
      at(column, row),
      at(column + 1, row),
      at(column + 1, row + 1),
      at(column, row + 1),
    ] as const;
    const height =
      [0, 1, columns, columns + 1].reduce((sum, k) => sum + share(all[row * columns + column + k]), 0) / 4;
    const [one, two, three, four] = corners;
    const distance = one.distance + three.distance;
    return { quad: { corners: [one.spot, two.spot, three.spot, four.spot], height } as const, distance };
  });
  return quads.sort((one, other) => other.distance - one.distance).map(({ quad }) => quad);
}

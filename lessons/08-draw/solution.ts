// MNIST's way of centring, filled in.
import { type Box, type Drawing, resize } from './start.ts';

/** From the first to the last column and row with ink in them; undefined on an empty sheet. */
export function boundingBox({ width, ink }: Drawing): Box | undefined {
  const places = [...ink.keys()].filter((i) => ink[i] > 0);
  if (places.length === 0) return undefined;
  const columns = places.map((i) => i % width);
  const rows = places.map((i) => Math.floor(i / width));
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  return { left: least(columns), top: least(rows), right: most(columns) + 1, bottom: most(rows) + 1 };
}

/** Σ ink · place / Σ ink. */
export function centreOfMass({ width, ink }: Drawing): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  for (const [i, value] of ink.entries()) {
    mass += value;
    x += value * (i % width);
    y += value * Math.floor(i / width);
  }
  return { x: x / mass, y: y / mass };
}

/** Box, scale, weigh, place. An empty sheet stays empty. */
export function asMnist(drawing: Drawing): Drawing {
  const ink = new Float32Array(28 * 28);
  const box = boundingBox(drawing);
  if (box) {
    const scale = 20 / Math.max(box.right - box.left, box.bottom - box.top);
    const fit = (length: number) => Math.max(1, Math.round(length * scale));
    const size = { width: fit(box.right - box.left), height: fit(box.bottom - box.top) };
    const digit = resize(drawing, { box, size });
    const centre = centreOfMass(digit);
    // Pixels are counted from 0, so the middle of 28 lies at 13.5.
    const within = (start: number, length: number) => Math.min(Math.max(0, Math.round(start)), 28 - length);
    const left = within(13.5 - centre.x, size.width);
    const top = within(13.5 - centre.y, size.height);
    for (let y = 0; y < size.height; y++) {
      ink.set(digit.ink.subarray(y * size.width, (y + 1) * size.width), (top + y) * 28 + left);
    }
  }
  return { width: 28, height: 28, ink };
}

// The ten digits as if drawn by hand with a mouse, with a pen of any width. Tests only.
import type { Raster } from '../images/raster.ts';

/** Points x,y of each stroke, in a box of 100x140. */
const STROKES: readonly (readonly string[])[] = [
  ['50,0 25,12 8,45 8,90 25,128 50,140 75,128 92,90 92,45 75,12 50,0'],
  ['30,22 55,0 54,70 52,140'],
  ['12,32 28,8 52,0 78,10 86,36 72,66 40,104 8,138 52,136 94,138'],
  ['12,18 40,0 74,8 82,34 66,58 40,66 70,72 88,98 78,126 46,140 8,124'],
  ['62,0 34,44 6,90 50,92 98,90', '74,52 70,96 66,140'],
  ['86,2 24,2 18,60 50,50 80,62 90,94 74,128 44,140 8,126'],
  ['70,0 38,28 14,74 12,112 34,138 64,138 84,114 76,86 48,76 16,98'],
  ['6,4 50,4 94,4 70,50 50,96 38,140'],
  ['78,18 50,0 22,16 24,42 50,64 80,92 82,122 50,140 20,122 20,92 50,66 76,42 78,18'],
  ['82,30 60,4 28,8 14,40 26,68 56,70 82,34 80,80 72,140'],
];

/** One of the ten, light (255) on black, on a canvas of `side` pixels; its pen has round ends and a smooth edge. */
export function drawnDigit(digit: number, { pen, side = 400 }: { pen: number; side?: number }): Raster {
  const data = new Float32Array(side * side);
  const scale = side / 200;
  for (const stroke of STROKES[digit]) {
    const points = stroke
      .split(' ')
      .map((point) => point.split(',').map(Number))
      .map(([x, y]) => [(x + 50) * scale, (y + 30) * scale] as const);
    points.slice(1).forEach((to, i) => {
      drawLine(data, { side, from: points[i], to, radius: pen / 2 });
    });
  }
  return { width: side, height: side, channels: 1, data };
}

type Point = readonly [x: number, y: number];

function drawLine(data: Float32Array, line: { side: number; from: Point; to: Point; radius: number }): void {
  const { side, from, to, radius } = line;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const reach = radius + 1;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const last = (a: number, b: number) => Math.min(side - 1, Math.ceil(Math.max(a, b) + reach));
  for (let y = first(from[1], to[1]); y <= last(from[1], to[1]); y++) {
    for (let x = first(from[0], to[0]); x <= last(from[0], to[0]); x++) {
      const along = Math.min(1, Math.max(0, ((x - from[0]) * dx + (y - from[1]) * dy) / square));
      const away = Math.hypot(x - from[0] - along * dx, y - from[1] - along * dy);
      const value = 255 * Math.min(1, Math.max(0, radius + 0.5 - away));
      data[y * side + x] = Math.max(data[y * side + x], value);
    }
  }
}

// Paints a landscape's pieces and the way on it. Where they lie: landscape.ts.
import type { Colour, TokenColours } from '../../drawings/token-colours.svelte.ts';
import type { Quad, Spot } from './landscape.ts';

/** Draws into a context whose unit is the CSS pixel. */
export function paintLandscape(
  context: CanvasRenderingContext2D,
  { quads, line, colours }: { quads: readonly Quad[]; line: readonly Spot[]; colours: TokenColours },
): void {
  context.lineJoin = 'round';
  context.lineWidth = 0.6;
  for (const { corners, height } of quads) {
    context.fillStyle = css(mix(colours.card, colours.positive, 0.06 + 0.7 * Math.sqrt(height)));
    context.strokeStyle = css(mix(colours.card, colours.positive, 0.35 + 0.65 * Math.sqrt(height)));
    trace(context, corners);
    context.closePath();
    context.fill();
    context.stroke();
  }
  for (const [colour, width] of [
    [colours.card, 6],
    [colours.negative, 3],
  ] as const) {
    context.strokeStyle = css(colour);
    context.lineWidth = width;
    trace(context, line);
    context.stroke();
  }
  const [x, y] = line[line.length - 1];
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fillStyle = css(colours.negative);
  context.strokeStyle = css(colours.card);
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}

function trace(context: CanvasRenderingContext2D, spots: readonly Spot[]): void {
  context.beginPath();
  for (const [i, [x, y]] of spots.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function mix(from: Colour, to: Colour, share: number): Colour {
  return [0, 1, 2].map((i) => from[i] + (to[i] - from[i]) * share) as [number, number, number];
}

function css([red, green, blue]: Colour): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}

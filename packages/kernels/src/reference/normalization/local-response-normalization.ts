// Naive local response normalization of rows of channels, and its gradient. Twin of
// assembly/normalization/local-response-normalization.ts.
import type { LocalResponseAttributes } from '../../kernels/normalization/local-response-normalization.ts';

/** y = x n^-β with n = bias + α Σ x² over the channels around each, and dx for the gradient dy. */
export function localResponse(
  { x, dy, channels }: { x: ArrayLike<number>; dy: ArrayLike<number>; channels: number },
  { depthRadius, bias, alpha, beta }: LocalResponseAttributes,
): { y: Float64Array; dx: Float64Array } {
  const around = (at: number, term: (place: number) => number) => {
    const [start, channel] = [at - (at % channels), at % channels];
    let sum = 0;
    for (let c = Math.max(channel - depthRadius, 0); c <= Math.min(channel + depthRadius, channels - 1); c++)
      sum += term(start + c);
    return sum;
  };
  const norm = (at: number) => bias + alpha * around(at, (place) => x[place] ** 2);
  const y = Float64Array.from(x, (value, at) => value * norm(at) ** -beta);
  const dx = Float64Array.from(x, (value, at) => {
    const shared = around(at, (place) => dy[place] * x[place] * norm(place) ** (-beta - 1));
    return dy[at] * norm(at) ** -beta - 2 * alpha * beta * value * shared;
  });
  return { y, dx };
}

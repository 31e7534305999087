// Softmax and its logarithm along an axis in 64-bit arithmetic: what assembly/activation/softmax.ts must equal.

/** A tensor [outer, length, inner]; softmax runs along the middle axis. */
export interface AlongAxis {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** e^z / Σ e^z along the middle axis. */
export function softmax(z: ArrayLike<number>, shape: AlongAxis): number[] {
  return logSoftmax(z, shape).map(Math.exp);
}

/** z - log Σ e^z along the middle axis. */
export function logSoftmax(z: ArrayLike<number>, { outer, length, inner }: AlongAxis): number[] {
  const result = new Array<number>(z.length);
  for (let item = 0; item < outer; item++) {
    for (let column = 0; column < inner; column++) {
      const places = Array.from({ length }, (_, i) => (item * length + i) * inner + column);
      const largest = Math.max(...places.map((place) => z[place]));
      const sum = places.reduce((total, place) => total + Math.exp(z[place] - largest), 0);
      for (const place of places) result[place] = z[place] - largest - Math.log(sum);
    }
  }
  return result;
}

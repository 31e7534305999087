// How a hidden unit comes to its value, and what it says to the digits: arithmetic on weights as the worker gives them.
import type { WeightValues } from '../../training/payloads.ts';

/** The incoming weights of one unit; `shape` is `[inputs, units]`. */
export function weightsInto({ shape, values }: WeightValues, unit: number): Float32Array {
  const [inputs, units] = shape;
  return Float32Array.from({ length: inputs }, (_, i) => values[i * units + unit]);
}

/** Weight times pixel, for pixels from 0 to 255 as the network gets them: divided by 255. */
export function productsOf(weights: Float32Array, image: Uint8Array): Float32Array {
  return weights.map((weight, i) => (weight * image[i]) / 255);
}

/** The classes that a unit's outgoing weights speak for most and against most, strongest first. */
export function votesOf(
  { shape, values }: WeightValues,
  unit: number,
  most = 2,
): { readonly forThese: number[]; readonly againstThese: number[] } {
  const classes = shape[1];
  const weightOf = (label: number) => values[unit * classes + label];
  const ranked = Array.from({ length: classes }, (_, label) => label).sort(
    (a, b) => weightOf(b) - weightOf(a),
  );
  return { forThese: ranked.slice(0, most), againstThese: ranked.slice(-most).reverse() };
}

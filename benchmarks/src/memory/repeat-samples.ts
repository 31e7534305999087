// Training data with more samples than there are: the same ones again and again.
import type { TrainingData } from '@nn101/train';

type Values = Uint8Array | Int32Array | Float32Array;

/** Data of `times` as many samples. Values must be bytes, Int32Array or Float32Array. */
export function repeatSamples(data: TrainingData, times: number): TrainingData {
  return repeat(data, times) as TrainingData;
}

function repeat(data: unknown, times: number): unknown {
  if (data instanceof Uint8Array) return fill(new Uint8Array(times * data.length), data);
  if (data instanceof Int32Array) return fill(new Int32Array(times * data.length), data);
  if (data instanceof Float32Array) return fill(new Float32Array(times * data.length), data);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([name, value]) => [
    name,
    name === 'shape' && Array.isArray(value) ? [times * value[0], ...value.slice(1)] : repeat(value, times),
  ]);
  return Object.fromEntries(entries);
}

function fill<Kind extends Values>(all: Kind, values: Kind): Kind {
  for (let start = 0; start < all.length; start += values.length) all.set(values, start);
  return all;
}

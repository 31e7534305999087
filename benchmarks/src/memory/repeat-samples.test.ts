// Columns of every form that training data may have.
import { expect, test } from 'vitest';
import { repeatSamples } from './repeat-samples.ts';

test('values come again, and shapes say so; what is said of a column stays', () => {
  const data = {
    inputs: { a: { values: Uint8Array.of(1, 2), shape: [2, 1], scale: 0.5 }, b: Float32Array.of(3, 4, 5, 6) },
    labels: Int32Array.of(0, 1),
  };
  expect(repeatSamples(data, 2)).toEqual({
    inputs: {
      a: { values: Uint8Array.of(1, 2, 1, 2), shape: [4, 1], scale: 0.5 },
      b: Float32Array.of(3, 4, 5, 6, 3, 4, 5, 6),
    },
    labels: Int32Array.of(0, 1, 0, 1),
  });
});

// Prelu on both sides of the border up to which the backend's own kernel is called: x · alpha where x is negative.
import { prelu, type Rank, tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const COLUMNS = 17;

function check(rows: number, alphas: Float32Array, shape: number[]): void {
  tidy(() => {
    const x = randomTensor<Rank.R2>([rows, COLUMNS], rows);
    const alpha = tensor(alphas, shape);
    const expected = x.dataSync().map((value, at) => (value < 0 ? value * alphas[at % COLUMNS] : value));
    expectClose(prelu(x, alpha).dataSync(), expected, { atol: 0, rtol: 0 });
  });
}

// 1024 numbers, and 32 for each alpha.
const rows = [1, 31, 32, 33, 60, 61, 200];

describe('Prelu', () => {
  it.each(rows)('multiplies %i rows by finite alphas', (count) => {
    const alphas = Float32Array.from({ length: COLUMNS }, (_, at) => at / 7 - 1);
    check(count, alphas, [COLUMNS]);
    check(count, alphas, [1, COLUMNS]);
  });

  it.each(rows)('leaves what is positive alone in %i rows, infinite alphas or none', (count) => {
    const odd = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
    check(
      count,
      Float32Array.from({ length: COLUMNS }, (_, at) => odd[at] ?? 0.25),
      [COLUMNS],
    );
  });

  it.each(rows)(
    'takes one alpha a row for %i rows, which the original kernel takes for one a column',
    (count) => {
      tidy(() => {
        const x = randomTensor<Rank.R2>([count, COLUMNS], count);
        const alphas = Float32Array.from({ length: count }, (_, row) => row + 1);
        const expected = x
          .dataSync()
          .map((value, at) => (value < 0 ? value * alphas[Math.floor(at / COLUMNS)] : value));
        expect(prelu(x, tensor(alphas, [count, 1])).dataSync()).toEqual(expected);
      });
    },
  );
});

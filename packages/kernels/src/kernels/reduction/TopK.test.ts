// The k largest numbers against a sort: few and many, ties, infinities, NaN.
import { type Tensor, tensor, tidy, topk } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

// Infinities too, whose difference is NaN.
const compared = (a: number, b: number) => Number(a > b) - Number(a < b);

function sorted(row: readonly number[], k: number): { values: number[]; places: number[] } {
  const order = row.map((value, place) => ({ value, place, last: Number.isNaN(value) ? 1 : 0 }));
  order.sort((a, b) => a.last - b.last || compared(b.value, a.value) || a.place - b.place);
  const places = order.slice(0, k).map(({ place }) => place);
  return { values: places.map((place) => row[place]), places };
}

const zero = (values: Iterable<number>) => Array.from(values, (value) => value + 0);

function expectSorted(rows: readonly (readonly number[])[], k: number): void {
  tidy(() => {
    const result = topk(tensor(rows.flat(), [rows.length, rows[0].length]) as Tensor, k);
    const expected = rows.map((row) => sorted(row, k));
    expect(zero(result.values.dataSync())).toEqual(
      zero(expected.flatMap(({ values }) => values.map(Math.fround))),
    );
    expect([...result.indices.dataSync()]).toEqual(expected.flatMap(({ places }) => places));
    expect(result.indices.dtype).toBe('int32');
    expect(result.values.shape).toEqual([rows.length, k]);
  });
}

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const some = fc.constantFrom(nan, infinity, -infinity, 0, -0, 1, -1, 2 ** -140, -(2 ** -140), 0.5, 2 ** 127);
const float = fc.oneof(some, fc.float({ noNaN: true }));

it('equals a stable sort of rows of any length', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }).chain((length) =>
        fc.tuple(
          fc.array(fc.array(float, { minLength: length, maxLength: length }), {
            minLength: 1,
            maxLength: 3,
          }),
          fc.integer({ min: 1, max: length }),
        ),
      ),
      ([rows, k]) => expectSorted(rows, k),
    ),
    { numRuns: 60 },
  );
});

it('sorts whole rows, and gives nothing of none', () => {
  const row = Array.from({ length: 500 }, (_, i) => ((i * 7919) % 251) - 125);
  expectSorted([row, row.toReversed()], 500);
  expect(tidy(() => topk(tensor([1, 2], [2]), 0).values.shape)).toEqual([0]);
});

it('ranks those above a bound, among many that are equal, nearly equal, infinite or no numbers', () => {
  const rows = [
    (i: number) => (i * 7919) % 3,
    (i: number) => 1 + ((i * 7919) % 301) / 2 ** 22,
    (i: number) => -((i * 7919) % 301),
    (i: number) => (i % 5 ? nan : i),
    (i: number) => [infinity, -infinity, 0, -0][i % 4],
    (i: number) => Math.sin(i) * 10 ** (i % 30),
  ].map((of) => Array.from({ length: 301 }, (_, i) => Math.fround(of(i))));
  for (const k of [17, 64, 65, 128]) expectSorted(rows, k);
});

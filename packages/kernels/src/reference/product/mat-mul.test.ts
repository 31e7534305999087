// The naive product against numbers worked out by hand.
import { describe, expect, it } from 'vitest';
import { type Matrix, matMul, matMulGradients, transpose } from './mat-mul.ts';

const a: Matrix = { rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6] };
const b: Matrix = { rows: 3, columns: 2, values: [1, -1, 0, 2, -2, 1] };
const dc: Matrix = { rows: 2, columns: 2, values: [1, 0, 2, -1] };

describe('matMul', () => {
  it('multiplies rows by columns', () => {
    expect([...Array.from(matMul(a, b).values)]).toEqual([-5, 6, -8, 12]);
  });

  it('refuses matrices that do not meet', () => {
    expect(() => matMul(a, a)).toThrow(RangeError);
  });
});

describe('matMulGradients', () => {
  it('multiplies by the transposed other factor', () => {
    const { da, db } = matMulGradients(a, b, dc);
    expect(Array.from(da.values)).toEqual([1, 0, -2, 3, -2, -5]);
    expect(Array.from(db.values)).toEqual([9, -4, 12, -5, 15, -6]);
    expect([da.rows, da.columns, db.rows, db.columns]).toEqual([2, 3, 3, 2]);
  });
});

describe('transpose', () => {
  it('exchanges rows and columns', () => {
    expect(transpose(a)).toEqual({ rows: 3, columns: 2, values: Float64Array.of(1, 4, 2, 5, 3, 6) });
  });
});

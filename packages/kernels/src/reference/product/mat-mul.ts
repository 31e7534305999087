// The matrix product c[m,n] = a[m,k] b[k,n] and its gradients, as naive loops in 64-bit arithmetic: what the compiled
// product (assembly/gemm/gemm.ts) must equal. Any language's textbook has these three loops; nothing here is quick.

/** A matrix whose rows lie one after another in `values`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** c[i,j] = Σ_k a[i,k] b[k,j]. @throws RangeError where a's columns are not as many as b's rows. */
export function matMul(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(
      `a [${a.rows},${a.columns}] has not as many columns as b [${b.rows},${b.columns}] has rows.`,
    );
  }
  const values = new Float64Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) {
      for (let j = 0; j < b.columns; j++) {
        values[i * b.columns + j] += a.values[i * a.columns + k] * b.values[k * b.columns + j];
      }
    }
  }
  return { rows: a.rows, columns: b.columns, values };
}

/** How a loss changes with a and b, from dc[m,n], how it changes with c: da = dc b', db = a' dc. */
export function matMulGradients(a: Matrix, b: Matrix, dc: Matrix): { da: Matrix; db: Matrix } {
  return { da: matMul(dc, transpose(b)), db: matMul(transpose(a), dc) };
}

/** The matrix with rows and columns exchanged. */
export function transpose({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j];
  }
  return { rows: columns, columns: rows, values: turned };
}

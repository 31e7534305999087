// Rung: the definition, element by element. Each step down a column of B jumps over a whole row of it.

/** C[m,n] = A[m,k] B[k,n]; all row-major. */
export function naiveProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum: f32 = 0;
      for (let step = 0; step < k; step++) {
        sum += load<f32>(a + (<usize>(i * k + step) << 2)) * load<f32>(b + (<usize>(step * n + j) << 2));
      }
      store<f32>(c + (<usize>(i * n + j) << 2), sum);
    }
  }
}

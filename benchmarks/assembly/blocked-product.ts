// Rung: blocking. A block of B that fits the second-level cache is used for all rows of A before the next is fetched.

const STEPS: i32 = 64;
const COLUMNS: i32 = 512;

/** C[m,n] = A[m,k] B[k,n]; all row-major, n a multiple of 4. */
export function blockedProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  memory.fill(c, 0, <usize>(m * n) << 2);
  for (let column = 0; column < n; column += COLUMNS) {
    const width = min(n - column, COLUMNS);
    for (let first = 0; first < k; first += STEPS) {
      const last = min(first + STEPS, k);
      for (let i = 0; i < m; i++) addRow(i, column, width, first, last, n, k, a, b, c);
    }
  }
}

function addRow(
  i: i32, column: i32, width: i32, first: i32, last: i32, n: i32, k: i32, a: usize, b: usize, c: usize,
): void {
  const row = c + (<usize>(i * n + column) << 2);
  for (let step = first; step < last; step++) {
    const x = v128.load_splat<f32>(a + (<usize>(i * k + step) << 2));
    let from = b + (<usize>(step * n + column) << 2), to = row;
    const end = from + (<usize>width << 2);
    while (from < end) {
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(x, v128.load(from))));
      from += 16;
      to += 16;
    }
  }
}

// Rung: the same three loops, the two inner ones exchanged. Now B and C are walked along their rows, byte after byte.

/** C[m,n] = A[m,k] B[k,n]; all row-major. */
export function orderedProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  memory.fill(c, 0, <usize>(m * n) << 2);
  for (let i = 0; i < m; i++) {
    for (let step = 0; step < k; step++) {
      const x = load<f32>(a + (<usize>(i * k + step) << 2));
      let from = b + (<usize>(step * n) << 2), to = c + (<usize>(i * n) << 2);
      const end = from + (<usize>n << 2);
      while (from < end) {
        store<f32>(to, load<f32>(to) + x * load<f32>(from));
        from += 4;
        to += 4;
      }
    }
  }
}

// Rung: SIMD. One instruction does to four neighbours what it did to one.

/** C[m,n] = A[m,k] B[k,n]; all row-major, n a multiple of 4. */
export function vectorProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  memory.fill(c, 0, <usize>(m * n) << 2);
  for (let i = 0; i < m; i++) {
    for (let step = 0; step < k; step++) {
      const x = v128.load_splat<f32>(a + (<usize>(i * k + step) << 2));
      let from = b + (<usize>(step * n) << 2), to = c + (<usize>(i * n) << 2);
      const end = from + (<usize>n << 2);
      while (from < end) {
        v128.store(to, f32x4.add(v128.load(to), f32x4.mul(x, v128.load(from))));
        from += 16;
        to += 16;
      }
    }
  }
}

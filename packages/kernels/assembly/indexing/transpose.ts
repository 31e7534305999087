// Matrices to their transposes: how images get from channels first to channels last and back.

/** to[items, columns, rows] = from[items, rows, columns], each item by itself. */
export function transpose(from: usize, items: i32, rows: i32, columns: i32, to: usize): void {
  const bytes = <usize>(rows * columns) << 2;
  for (let item = 0; item < items; item++) {
    transposeBlock(from, <usize>columns << 2, rows, columns, to, <usize>rows << 2);
    from += bytes;
    to += bytes;
  }
}

/** to[columns, rows] = from[rows, columns], with `fromStep` and `toStep` bytes from row to row. */
export function transposeBlock(from: usize, fromStep: usize, rows: i32, columns: i32, to: usize, toStep: usize): void {
  for (let row = 0; row < rows; row += 4) {
    for (let column = 0; column < columns; column += 4) {
      const at = from + <usize>row * fromStep + (<usize>column << 2);
      const target = to + <usize>column * toStep + (<usize>row << 2);
      if (row + 4 <= rows && column + 4 <= columns) fourByFour(at, fromStep, target, toStep);
      else edge(at, fromStep, min(rows - row, 4), min(columns - column, 4), target, toStep);
    }
  }
}

/** Four floats of each of four rows, turned into four columns; steps in bytes. */
// @ts-ignore: decorator
@inline
export function fourByFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const a = v128.load(from), b = v128.load(from + fromStep);
  const c = v128.load(from + 2 * fromStep), d = v128.load(from + 3 * fromStep);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(to + toStep, v128.shuffle<f64>(ab, cd, 1, 3));
  v128.store(to + 2 * toStep, v128.shuffle<f64>(abHigh, cdHigh, 0, 2));
  v128.store(to + 3 * toStep, v128.shuffle<f64>(abHigh, cdHigh, 1, 3));
}

function edge(from: usize, fromStep: usize, rows: i32, columns: i32, to: usize, toStep: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = load<f32>(from + <usize>row * fromStep + (<usize>column << 2));
      store<f32>(to + <usize>column * toStep + (<usize>row << 2), value);
    }
  }
}

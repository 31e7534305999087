// The gradient of resizing images: each pixel of the output gives its share to the up to four of the input that it was made
// of. The naive loops that this must equal are in src/reference/resize.ts.

/**
 * to[batch, height, width, depth], which the host has filled with zeros, += dy[batch, rows, columns, depth]. Of each row of
 * the output `rowPlaces` has the two rows of the input that it lies between, and `rowShares` how much of it belongs to the
 * second; columns likewise.
 */
export function resizeGradient(
  dy: usize, batch: i32, rows: i32, columns: i32, depth: i32, rowPlaces: usize, rowShares: usize, columnPlaces: usize,
  columnShares: usize, height: i32, width: i32, to: usize,
): void {
  const pixel = <usize>depth << 2, line = <usize>width * pixel;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      const above = to + <usize>load<i32>(rowPlaces + (<usize>row << 3)) * line;
      const below = to + <usize>load<i32>(rowPlaces + (<usize>row << 3), 4) * line;
      const down = load<f32>(rowShares + (<usize>row << 2));
      for (let column = 0; column < columns; column++) {
        const left = <usize>load<i32>(columnPlaces + (<usize>column << 3)) * pixel;
        const right = <usize>load<i32>(columnPlaces + (<usize>column << 3), 4) * pixel;
        const across = load<f32>(columnShares + (<usize>column << 2));
        addShare((1 - down) * (1 - across), dy, depth, above + left);
        if (across != 0) addShare((1 - down) * across, dy, depth, above + right);
        if (down != 0) {
          addShare(down * (1 - across), dy, depth, below + left);
          if (across != 0) addShare(down * across, dy, depth, below + right);
        }
        dy += pixel;
      }
    }
    to += <usize>height * line;
  }
}

// @ts-ignore: decorator
@inline
function addShare(share: f32, from: usize, count: i32, to: usize): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2), shares = f32x4.splat(share);
  for (; to < whole; to += 16) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), shares)));
    from += 16;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from) * share);
    from += 4;
  }
}

// Resizing images, and its gradient: each pixel of the output lies between four of the input, and is made of their shares. The
// naive loops that the gradient must equal are in src/reference/reshaping/resize.ts.
import { copyFloats } from '../memory/floats';

/**
 * to[batch, rows, columns, depth] from images[batch, height, width, depth]. Of each row of the output `rowPlaces` has the two
 * rows of the input that it lies between, and `rowShares` how much of it belongs to the second; columns likewise.
 */
export function resizeImages(
  images: usize, batch: i32, height: i32, width: i32, depth: i32, rowPlaces: usize, rowShares: usize, columnPlaces: usize,
  columnShares: usize, rows: i32, columns: i32, to: usize,
): void {
  const pixel = <usize>depth << 2, line = <usize>width * pixel;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < rows; row++) {
      const above = images + <usize>load<i32>(rowPlaces + (<usize>row << 3)) * line;
      const below = images + <usize>load<i32>(rowPlaces + (<usize>row << 3), 4) * line;
      const down = load<f32>(rowShares + (<usize>row << 2));
      for (let column = 0; column < columns; column++) {
        const left = <usize>load<i32>(columnPlaces + (<usize>column << 3)) * pixel;
        const right = <usize>load<i32>(columnPlaces + (<usize>column << 3), 4) * pixel;
        const across = load<f32>(columnShares + (<usize>column << 2));
        if (down == 0 && across == 0) copyFloats(to, above + left, depth);
        else blend(depth, above + left, above + right, across, below + left, below + right, down, to);
        to += pixel;
      }
    }
    images += <usize>height * line;
  }
}

// Between two pixels of the upper row, two of the lower, and between what comes of both.
// @ts-ignore: decorator
@inline
function blend(count: i32, a: usize, b: usize, across: f32, c: usize, d: usize, down: f32, to: usize): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const x = f32x4.splat(across), y = f32x4.splat(down);
  for (; to < whole; to += 16) {
    v128.store(to, between(between(v128.load(a), v128.load(b), x), between(v128.load(c), v128.load(d), x), y));
    a += 16; b += 16; c += 16; d += 16;
  }
  for (; to < end; to += 4) {
    const upper = between(v128.load32_zero(a), v128.load32_zero(b), x);
    const lower = between(v128.load32_zero(c), v128.load32_zero(d), x);
    v128.store_lane<f32>(to, between(upper, lower, y), 0);
    a += 4; b += 4; c += 4; d += 4;
  }
}

// @ts-ignore: decorator
@inline
function between(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), share));
}

/**
 * to[batch, height, width, depth], which the host has filled with zeros, += the shares of dy[batch, rows, columns, depth]; places
 * and shares as resizeImages has them.
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

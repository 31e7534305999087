// Running sums and products along an axis, one number after another, so that each is rounded as tfjs' cpu backend does.

/**
 * to[outer, length, inner] = the sums, or products, of x up to each place along the middle axis, with it or, where
 * `exclusive`, without; from the other end where `backward`.
 */
export function scan(
  isProduct: bool, x: usize, outer: i32, length: i32, inner: i32, exclusive: bool, backward: bool, to: usize,
): void {
  if (isProduct) products(x, outer, length, inner, exclusive, backward, to);
  else sums(x, outer, length, inner, exclusive, backward, to);
}

function products(x: usize, outer: i32, length: i32, inner: i32, exclusive: bool, backward: bool, to: usize): void {
  items(true, x, outer, length, inner, exclusive, backward, to);
}

function sums(x: usize, outer: i32, length: i32, inner: i32, exclusive: bool, backward: bool, to: usize): void {
  items(false, x, outer, length, inner, exclusive, backward, to);
}

// @ts-ignore: decorator
@inline
function items(
  isProduct: bool, x: usize, outer: i32, length: i32, inner: i32, exclusive: bool, backward: bool, to: usize,
): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  const first: usize = backward && length > 0 ? bytes - step : 0, onward: isize = backward ? -<isize>step : <isize>step;
  for (let item = 0; item < outer; item++) {
    const whole = inner & ~3;
    for (let column = 0; column < whole; column += 4) {
      fourColumns(isProduct, x + first + (<usize>column << 2), length, onward, exclusive, to + first + (<usize>column << 2));
    }
    for (let column = whole; column < inner; column++) {
      oneColumn(isProduct, x + first + (<usize>column << 2), length, onward, exclusive, to + first + (<usize>column << 2));
    }
    x += bytes;
    to += bytes;
  }
}

// @ts-ignore: decorator
@inline
function fourColumns(isProduct: bool, x: usize, length: i32, onward: isize, exclusive: bool, to: usize): void {
  let total = f32x4.splat(isProduct ? 1 : 0);
  for (let row = 0; row < length; row++) {
    const next = isProduct ? f32x4.mul(total, v128.load(x)) : f32x4.add(total, v128.load(x));
    v128.store(to, exclusive ? total : next);
    total = next;
    x += onward;
    to += onward;
  }
}

// @ts-ignore: decorator
@inline
function oneColumn(isProduct: bool, x: usize, length: i32, onward: isize, exclusive: bool, to: usize): void {
  let total: f32 = isProduct ? 1 : 0;
  for (let row = 0; row < length; row++) {
    const next = isProduct ? total * load<f32>(x) : total + load<f32>(x);
    store<f32>(to, exclusive ? total : next);
    total = next;
    x += onward;
    to += onward;
  }
}

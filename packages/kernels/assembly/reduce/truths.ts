// Whether all, or any, of the truth values along an axis are true: a byte each, 0 for what is not.

/** to[outer, inner] = whether all, or any, of x[outer, length, inner] along the middle axis are true. None of no values is. */
export function truths(all: bool, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const bytes = <usize>length * <usize>inner;
  for (let item = 0; item < outer; item++) {
    if (length == 0) memory.fill(to, 0, <usize>inner);
    else if (inner == 1) store<u8>(to, all ? <u8>areAll(x, length) : <u8>isAny(x, length));
    else ofColumns(all, x, length, inner, to);
    x += bytes;
    to += <usize>inner;
  }
}

function areAll(x: usize, length: i32): bool {
  const end = x + <usize>length, whole = x + <usize>(length & ~15);
  for (; x < whole; x += 16) if (!i8x16.all_true(v128.load(x))) return false;
  for (; x < end; x++) if (load<u8>(x) == 0) return false;
  return true;
}

function isAny(x: usize, length: i32): bool {
  const end = x + <usize>length, whole = x + <usize>(length & ~15);
  for (; x < whole; x += 16) if (v128.any_true(v128.load(x))) return true;
  for (; x < end; x++) if (load<u8>(x) != 0) return true;
  return false;
}

function ofColumns(all: bool, x: usize, length: i32, inner: i32, to: usize): void {
  let column = 0;
  for (; column + 16 <= inner; column += 16) {
    v128.store(to + <usize>column, sixteenColumns(all, false, x + <usize>column, length, <usize>inner));
  }
  for (; column + 8 <= inner; column += 8) {
    v128.store_lane<u64>(to + <usize>column, sixteenColumns(all, true, x + <usize>column, length, <usize>inner), 0);
  }
  for (; column < inner; column++) {
    let at = x + <usize>column, last = at + <usize>((length - 1) * inner);
    let seen = load<u8>(at);
    while (at < last) {
      at += <usize>inner;
      seen = all ? min(seen, load<u8>(at)) : seen | load<u8>(at);
    }
    store<u8>(to + <usize>column, <u8>(seen != 0));
  }
}

// Only the first eight where `isHalf`.
// @ts-ignore: decorator
@inline
function sixteenColumns(all: bool, isHalf: bool, x: usize, length: i32, step: usize): v128 {
  let seen = i8x16.splat(all ? -1 : 0);
  for (let row = 0; row < length; row++) {
    const next = isHalf ? v128.load64_zero(x) : v128.load(x);
    seen = all ? i8x16.min_u(seen, next) : v128.or(seen, next);
    x += step;
  }
  return v128.and(i8x16.ne(seen, i8x16.splat(0)), i8x16.splat(1));
}

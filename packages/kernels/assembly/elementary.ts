// Functions of one number each, over whole tensors. The functions themselves are in exponential.ts and activation.ts. Each
// is an export of its own: the optimizer would make one loop of all within elementary(), with the choice in it.
import { EXPONENTIAL, SELU, SOFTPLUS, TANH, activate } from './activation';
import { expm1 as expm1Of, log as logOf, log1p as log1pOf } from './exponential';
import { loadLanes, storeLanes } from './lanes';

// Numbers apart from those of activation.ts; all are listed in src/kernels/elementary.ts.
const EXPM1: i32 = 32;
const LOG: i32 = 33;
const LOG1P: i32 = 34;

/** to[count] = f(x[count]); the two may be the same. */
export function elementary(to: usize, x: usize, count: i32, f: i32): void {
  switch (f) {
    case SELU: return selu(to, x, count);
    case SOFTPLUS: return softplus(to, x, count);
    case TANH: return tanh(to, x, count);
    case EXPONENTIAL: return exp(to, x, count);
    case EXPM1: return expm1(to, x, count);
    case LOG: return log(to, x, count);
    case LOG1P: return log1p(to, x, count);
    default: unreachable();
  }
}

/** to[count] = e to the power of x. `to` may be x. */
export function exp(to: usize, x: usize, count: i32): void {
  each(EXPONENTIAL, to, x, count);
}

/** to[count] = e to the power of x, less 1. `to` may be x. */
export function expm1(to: usize, x: usize, count: i32): void {
  each(EXPM1, to, x, count);
}

/** to[count] = the natural logarithm of x. `to` may be x. */
export function log(to: usize, x: usize, count: i32): void {
  each(LOG, to, x, count);
}

/** to[count] = the natural logarithm of 1 + x. `to` may be x. */
export function log1p(to: usize, x: usize, count: i32): void {
  each(LOG1P, to, x, count);
}

/** to[count] = tanh(x). `to` may be x. */
export function tanh(to: usize, x: usize, count: i32): void {
  each(TANH, to, x, count);
}

/** to[count] = log(1 + e to the power of x). `to` may be x. */
export function softplus(to: usize, x: usize, count: i32): void {
  each(SOFTPLUS, to, x, count);
}

/** to[count] = selu(x). `to` may be x. */
export function selu(to: usize, x: usize, count: i32): void {
  each(SELU, to, x, count);
}

// @ts-ignore: decorator
@inline
function each(f: i32, to: usize, x: usize, count: i32): void {
  const end = to + (<usize>(count & ~3) << 2);
  while (to < end) {
    v128.store(to, valueOf(v128.load(x), f));
    to += 16;
    x += 16;
  }
  const rest = count & 3;
  if (rest) storeLanes(to, valueOf(loadLanes(x, rest), f), rest);
}

// @ts-ignore: decorator
@inline
function valueOf(x: v128, f: i32): v128 {
  switch (f) {
    case EXPM1: return expm1Of(x);
    case LOG: return logOf(x);
    case LOG1P: return log1pOf(x);
    default: return activate(x, f);
  }
}

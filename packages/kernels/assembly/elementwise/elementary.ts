// Functions of one number each, over whole tensors, sixteen numbers at a time. The functions themselves are in exponential.ts.
// Each is an export of its own: the optimizer would make one loop of all within elementary(), with the choice in it.
import { expInline, expm1Inline, log1pInline, logInline, sigmoidInline, softplusInline, tanhInline } from '../math/exponential';
import { loadLanes, storeLanes } from '../memory/lanes';

// Numbers of activation.ts, and others apart from them; all are listed in src/kernels/elementwise/elementary.ts.
const ELU: i32 = 2;
const SELU: i32 = 3;
const SOFTPLUS: i32 = 4;
const TANH: i32 = 6;
const SIGMOID: i32 = 7;
const EXPONENTIAL: i32 = 9;
const EXPM1: i32 = 32;
const LOG: i32 = 33;
const LOG1P: i32 = 34;

// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.6732632423543772;

/** Whether `f`, the number of an activation, is a function of this file. */
// @ts-ignore: decorator
@inline
export function isElementary(f: i32): bool {
  return f == ELU || f == SELU || f == SOFTPLUS || f == TANH || f == SIGMOID || f == EXPONENTIAL;
}

/** to[count] = f(x[count]); the two may be the same. */
export function elementary(to: usize, x: usize, count: i32, f: i32): void {
  switch (f) {
    case ELU: return elu(to, x, count);
    case SELU: return selu(to, x, count);
    case SOFTPLUS: return softplus(to, x, count);
    case TANH: return tanh(to, x, count);
    case SIGMOID: return sigmoid(to, x, count);
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

/** to[count] = 1 / (1 + e to the power of -x). `to` may be x. */
export function sigmoid(to: usize, x: usize, count: i32): void {
  each(SIGMOID, to, x, count);
}

/** to[count] = log(1 + e to the power of x). `to` may be x. */
export function softplus(to: usize, x: usize, count: i32): void {
  each(SOFTPLUS, to, x, count);
}

/** to[count] = elu(x). `to` may be x. */
export function elu(to: usize, x: usize, count: i32): void {
  each(ELU, to, x, count);
}

/** to[count] = selu(x). `to` may be x. */
export function selu(to: usize, x: usize, count: i32): void {
  each(SELU, to, x, count);
}

// Two vectors or four at a time, as it pays: more would make the module larger for little.
// @ts-ignore: decorator
@inline
function each(f: i32, to: usize, x: usize, count: i32): void {
  const isLong = f == ELU || f == SELU || f == EXPM1, step: usize = isLong ? 32 : 64;
  const end = to + (<usize>count << 2), lines = to + (<usize>(count & (isLong ? ~7 : ~15)) << 2);
  for (; to < lines; to += step) {
    const r0 = valueOf(v128.load(x), f), r1 = valueOf(v128.load(x, 16), f);
    if (!isLong) {
      const r2 = valueOf(v128.load(x, 32), f), r3 = valueOf(v128.load(x, 48), f);
      v128.store(to, r2, 32); v128.store(to, r3, 48);
    }
    v128.store(to, r0); v128.store(to, r1, 16);
    x += step;
  }
  for (; to < end; to += 16) {
    const lanes = min(<i32>((end - to) >> 2), 4);
    storeLanes(to, valueOf(loadLanes(x, lanes), f), lanes);
    x += 16;
  }
}

// @ts-ignore: decorator
@inline
function valueOf(x: v128, f: i32): v128 {
  const zero = f32x4.splat(0);
  switch (f) {
    case ELU: return v128.bitselect(expm1Inline(x), x, f32x4.lt(x, zero));
    case SELU: {
      const below = f32x4.mul(f32x4.splat(SELU_ALPHA), expm1Inline(x));
      return f32x4.mul(f32x4.splat(SELU_SCALE), v128.bitselect(below, x, f32x4.lt(x, zero)));
    }
    case SOFTPLUS: return softplusInline(x);
    case TANH: return tanhInline(x);
    case SIGMOID: return sigmoidInline(x);
    case EXPM1: return expm1Inline(x);
    case LOG: return logInline(x);
    case LOG1P: return log1pInline(x);
    default: return expInline(x);
  }
}

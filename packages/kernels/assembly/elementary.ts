// Functions of one number each, over whole tensors. The functions themselves are in exponential.ts and activation.ts.
import { EXPONENTIAL, SELU, SOFTPLUS, TANH, activate } from './activation';
import { expm1, log, log1p } from './exponential';
import { loadLanes, storeLanes } from './lanes';

// The numbers behind those of activation.ts; all are listed in src/kernels/elementary.ts.
const EXPM1: i32 = 10;
const LOG: i32 = 11;
const LOG1P: i32 = 12;

/** to[count] = f(x[count]); the two may be the same. */
export function elementary(to: usize, x: usize, count: i32, f: i32): void {
  // A loop for each, without a choice in it.
  switch (f) {
    case SELU: return each(to, x, count, SELU);
    case SOFTPLUS: return each(to, x, count, SOFTPLUS);
    case TANH: return each(to, x, count, TANH);
    case EXPONENTIAL: return each(to, x, count, EXPONENTIAL);
    case EXPM1: return each(to, x, count, EXPM1);
    case LOG: return each(to, x, count, LOG);
    case LOG1P: return each(to, x, count, LOG1P);
    default: unreachable();
  }
}

// @ts-ignore: decorator
@inline
function each(to: usize, x: usize, count: i32, f: i32): void {
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
    case EXPM1: return expm1(x);
    case LOG: return log(x);
    case LOG1P: return log1p(x);
    default: return activate(x, f);
  }
}

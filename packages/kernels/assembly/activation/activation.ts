// Activations and their derivatives, the latter from the activation's output `a` alone: what forward already computed
// is enough. The numbers are those of src/graph/operations/activation/activation.ts. Not here: softmax, which looks at a whole row, and those whose
// derivative needs the input (self-gated-activation.ts).
import { elementary, isElementary } from '../elementwise/elementary';
import { exp, expm1, sigmoid, softplus, tanh } from '../math/exponential';

export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
export const ELU: i32 = 2;
export const SELU: i32 = 3;
export const SOFTPLUS: i32 = 4;
export const SOFTSIGN: i32 = 5;
export const TANH: i32 = 6;
export const SIGMOID: i32 = 7;
export const HARD_SIGMOID: i32 = 8;
export const EXPONENTIAL: i32 = 9;
export const RELU6: i32 = 10;

// An activation with a parameter is passed as the address of a record of the host: its number, then the parameter as a
// float. Addresses are larger than all numbers.
const ADDRESSES: i32 = 64;
/** max(0, min(z, parameter)) */
const CLIPPED_RELU: i32 = 11;
/** z, or parameter * z where z is negative. The parameter is not negative. */
const LEAKY_RELU: i32 = 12;
/** z, or parameter * (e^z - 1) where z is negative. The parameter is not negative. */
const ELU_ALPHA: i32 = 13;
/** z, or 0 where it is not above the parameter */
const THRESHOLDED_RELU: i32 = 14;

// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.6732632423543772;

// @ts-ignore: decorator
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** Zero where z is below it, in one instruction; NaN, which is not below, stays. */
// @ts-ignore: decorator
@inline
export function relu(z: v128): v128 {
  return f32x4.pmax(z, splat(0));
}

// @ts-ignore: decorator
@inline
export function activate(z: v128, activation: i32): v128 {
  const zero = splat(0), one = splat(1);
  switch (activation) {
    case RELU: return relu(z);
    case ELU: return v128.bitselect(expm1(z), z, f32x4.lt(z, zero));
    case SELU: return f32x4.mul(splat(SELU_SCALE), v128.bitselect(f32x4.mul(splat(SELU_ALPHA), expm1(z)), z, f32x4.lt(z, zero)));
    case SOFTPLUS: return softplus(z);
    case SOFTSIGN: return f32x4.div(z, f32x4.add(one, f32x4.abs(z)));
    case TANH: return tanh(z);
    case SIGMOID: return sigmoid(z);
    case HARD_SIGMOID: return f32x4.max(zero, f32x4.min(one, f32x4.add(f32x4.mul(splat(0.2), z), splat(0.5))));
    case EXPONENTIAL: return exp(z);
    case RELU6: return f32x4.pmin(relu(z), splat(6));
    default: return activation < ADDRESSES ? z : activateWith(z, <usize>activation);
  }
}

// Not inlined: these are rare, and would make every loop over `activate` larger.
function activateWith(z: v128, record: usize): v128 {
  const zero = splat(0), parameter = v128.load_splat<f32>(record, 4);
  switch (load<i32>(record)) {
    case CLIPPED_RELU: return f32x4.pmin(relu(z), parameter);
    case LEAKY_RELU: return v128.bitselect(f32x4.mul(parameter, z), z, f32x4.lt(z, zero));
    case ELU_ALPHA: return v128.bitselect(f32x4.mul(parameter, expm1(z)), z, f32x4.lt(z, zero));
    case THRESHOLDED_RELU: return v128.andnot(z, f32x4.le(z, parameter));
    default: return z;
  }
}

// @ts-ignore: decorator
@inline
function derivative(a: v128, activation: i32): v128 {
  const zero = splat(0), one = splat(1);
  switch (activation) {
    case RELU: return v128.and(one, f32x4.gt(a, zero));
    case ELU: return v128.bitselect(f32x4.add(a, one), one, f32x4.lt(a, zero));
    case SELU: return v128.bitselect(f32x4.add(a, splat(SELU_SCALE * SELU_ALPHA)), splat(SELU_SCALE), f32x4.lt(a, zero));
    // a = log(1 + e^z), so that e^-a = 1 - sigmoid(z).
    case SOFTPLUS: return f32x4.neg(expm1(f32x4.neg(a)));
    // |a| = |z| / (1 + |z|), so that 1 - |a| = 1 / (1 + |z|).
    case SOFTSIGN: {
      const rest = f32x4.sub(one, f32x4.abs(a));
      return f32x4.mul(rest, rest);
    }
    case TANH: return f32x4.sub(one, f32x4.mul(a, a));
    case SIGMOID: return f32x4.mul(a, f32x4.sub(one, a));
    case HARD_SIGMOID: return v128.and(splat(0.2), v128.and(f32x4.gt(a, zero), f32x4.lt(a, one)));
    case EXPONENTIAL: return a;
    case RELU6: return v128.and(one, v128.and(f32x4.gt(a, zero), f32x4.lt(a, splat(6))));
    default: return activation < ADDRESSES ? one : derivativeWith(a, <usize>activation);
  }
}

function derivativeWith(a: v128, record: usize): v128 {
  const zero = splat(0), one = splat(1), parameter = v128.load_splat<f32>(record, 4);
  switch (load<i32>(record)) {
    case CLIPPED_RELU: return v128.and(one, v128.and(f32x4.gt(a, zero), f32x4.lt(a, parameter)));
    case LEAKY_RELU: return v128.bitselect(one, parameter, f32x4.gt(a, zero));
    case ELU_ALPHA: return v128.bitselect(f32x4.add(a, parameter), one, f32x4.lt(a, zero));
    case THRESHOLDED_RELU: return v128.and(one, f32x4.ne(a, zero));
    default: return one;
  }
}

/** z[rows, columns] += bias, then a = activation(z), in place. `bias` may be 0 for none; columns may be any number. */
export function biasActivation(z: usize, rows: i32, columns: i32, bias: usize, activation: i32): void {
  if (isElementary(activation)) {
    if (bias) biasActivation(z, rows, columns, bias, LINEAR);
    return elementary(z, z, rows * columns, activation);
  }
  const rowBytes = <usize>columns << 2, whole = <usize>(columns & ~3) << 2;
  for (let row = 0; row < rows; row++) {
    if (activation == RELU) biasRelu(z, whole, bias);
    else for (let at: usize = 0; at < whole; at += 16) {
      const value = v128.load(z + at);
      v128.store(z + at, activate(bias ? f32x4.add(value, v128.load(bias + at)) : value, activation));
    }
    for (let at = whole; at < rowBytes; at += 4) {
      const value = load<f32>(z + at) + (bias ? load<f32>(bias + at) : 0);
      store<f32>(z + at, f32x4.extract_lane(activate(splat(value), activation), 0));
    }
    z += rowBytes;
  }
}

// The activation of nearly every hidden layer, without a choice in its loop.
function biasRelu(z: usize, bytes: usize, bias: usize): void {
  let at: usize = 0;
  const lines = bytes & ~63;
  if (bias) for (; at < lines; at += 64) {
    const b = bias + at, to = z + at;
    const r0 = relu(f32x4.add(v128.load(to), v128.load(b)));
    const r1 = relu(f32x4.add(v128.load(to, 16), v128.load(b, 16)));
    const r2 = relu(f32x4.add(v128.load(to, 32), v128.load(b, 32)));
    const r3 = relu(f32x4.add(v128.load(to, 48), v128.load(b, 48)));
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
  }
  for (; at < bytes; at += 16) {
    const value = bias ? f32x4.add(v128.load(z + at), v128.load(bias + at)) : v128.load(z + at);
    v128.store(z + at, relu(value));
  }
}

/** What becomes of column sums: they are stored, added to what is there once they are finished, or go on from it. */
const STORE: i32 = 0;
const ADD: i32 = 1;
const GO_ON: i32 = 2;

/**
 * gradient[rows, columns] *= activation'(z), from a = activation(z), in place; and biasGradient[columns] (+)= its column
 * sums, unless `biasGradient` is 0. A sum is finished before it is accumulated.
 */
export function biasActivationGradient(
  gradient: usize, a: usize, rows: i32, columns: i32, activation: i32, biasGradient: usize, accumulate: bool,
): void {
  activationGradient(gradient, a, rows, columns, activation, biasGradient, accumulate ? ADD : STORE);
}

/** The same, where `sums` are those of the rows before: to the bits as if all rows were taken at once. */
export function nextActivationGradient(gradient: usize, a: usize, rows: i32, columns: i32, activation: i32, sums: usize): void {
  activationGradient(gradient, a, rows, columns, activation, sums, GO_ON);
}

function activationGradient(
  gradient: usize, a: usize, rows: i32, columns: i32, activation: i32, sums: usize, mode: i32,
): void {
  const lines = activation == RELU ? columns & ~15 : 0, whole = columns & ~3;
  let column = 0;
  for (; column < lines; column += 16) {
    const at = <usize>column << 2;
    reluLine(gradient + at, a + at, rows, columns, sums ? sums + at : 0, mode);
  }
  for (; column < whole; column += 4) {
    const at = <usize>column << 2;
    const first = mode == GO_ON ? v128.load(sums + at) : splat(0);
    const sum = fourColumns(gradient + at, a + at, rows, columns, activation, first);
    if (sums) v128.store(sums + at, mode == ADD ? f32x4.add(v128.load(sums + at), sum) : sum);
  }
  for (; column < columns; column++) {
    const at = <usize>column << 2;
    const sum = oneColumn(gradient + at, a + at, rows, columns, activation, mode == GO_ON ? load<f32>(sums + at) : 0);
    if (sums) store<f32>(sums + at, mode == ADD ? load<f32>(sums + at) + sum : sum);
  }
}

// Sixteen columns: one line of the cache, so that each is fetched once.
function reluLine(gradient: usize, a: usize, rows: i32, columns: i32, sums: usize, mode: i32): void {
  const rowBytes = <usize>columns << 2, zero = splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  if (mode == GO_ON) s0 = v128.load(sums), s1 = v128.load(sums, 16), s2 = v128.load(sums, 32), s3 = v128.load(sums, 48);
  for (let row = 0; row < rows; row++) {
    const g0 = v128.and(v128.load(gradient), f32x4.gt(v128.load(a), zero));
    const g1 = v128.and(v128.load(gradient, 16), f32x4.gt(v128.load(a, 16), zero));
    const g2 = v128.and(v128.load(gradient, 32), f32x4.gt(v128.load(a, 32), zero));
    const g3 = v128.and(v128.load(gradient, 48), f32x4.gt(v128.load(a, 48), zero));
    v128.store(gradient, g0); v128.store(gradient, g1, 16); v128.store(gradient, g2, 32); v128.store(gradient, g3, 48);
    s0 = f32x4.add(s0, g0); s1 = f32x4.add(s1, g1); s2 = f32x4.add(s2, g2); s3 = f32x4.add(s3, g3);
    gradient += rowBytes;
    a += rowBytes;
  }
  if (!sums) return;
  const isAdded = mode == ADD;
  v128.store(sums, isAdded ? f32x4.add(v128.load(sums), s0) : s0);
  v128.store(sums, isAdded ? f32x4.add(v128.load(sums, 16), s1) : s1, 16);
  v128.store(sums, isAdded ? f32x4.add(v128.load(sums, 32), s2) : s2, 32);
  v128.store(sums, isAdded ? f32x4.add(v128.load(sums, 48), s3) : s3, 48);
}

function fourColumns(gradient: usize, a: usize, rows: i32, columns: i32, activation: i32, sum: v128): v128 {
  const rowBytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++) {
    const g = f32x4.mul(v128.load(gradient), derivative(v128.load(a), activation));
    v128.store(gradient, g);
    sum = f32x4.add(sum, g);
    gradient += rowBytes;
    a += rowBytes;
  }
  return sum;
}

function oneColumn(gradient: usize, a: usize, rows: i32, columns: i32, activation: i32, sum: f32): f32 {
  const rowBytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++) {
    const g = load<f32>(gradient) * f32x4.extract_lane(derivative(v128.load_splat<f32>(a), activation), 0);
    store<f32>(gradient, g);
    sum += g;
    gradient += rowBytes;
    a += rowBytes;
  }
  return sum;
}

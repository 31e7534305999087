// Activations of the form a = z gate(z): GELU (Hendrycks & Gimpel, 2016), swish, also called SiLU (Ramachandran et al.,
// 2017), and Mish (Misra, 2019). They are not monotonic, so that the derivative needs z. Those whose derivative follows
// from the output are in activation.ts. In plain loops: src/reference/activation/activations.ts.
import { bell, normalDistribution } from '../math/error-function';
import { expInline, sigmoidInline } from '../math/exponential';
import { loadLanes, storeLanes } from '../memory/lanes';

// As listed in src/graph/operations/activation/activation.ts.
const GELU: i32 = 0;
/** With tanh in the place of the error function; tfjs-layers calls it gelu_new. */
const GELU_TANH: i32 = 1;
const SWISH: i32 = 2;
const MISH: i32 = 3;

/** The density of the standard normal distribution at 0. */
const DENSITY: f32 = 0.3989422804014327;
/** 2 sqrt(2 / pi), as the gate (1 + tanh(u)) / 2 is sigmoid(2 u). */
const SLOPE: f32 = 1.5957691216057308;
const CUBIC: f32 = 0.044715;
/** Beyond it all gates are 0 or 1 in float32, and the derivatives as well. */
const LIMIT: f32 = 20;

// @ts-ignore: decorator
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** to[count] = z gate(z). `to` may be z. */
export function selfGated(which: i32, to: usize, z: usize, count: i32): void {
  switch (which) {
    case GELU: return each(GELU, to, z, count);
    case GELU_TANH: return each(GELU_TANH, to, z, count);
    case SWISH: return each(SWISH, to, z, count);
    default: return each(MISH, to, z, count);
  }
}

/** to[count] = gradient * (z gate(z))'. `to` may be `gradient` or z; with `adds` it is added to what is at `to`. */
export function selfGatedGradient(which: i32, to: usize, gradient: usize, z: usize, count: i32, adds: bool): void {
  switch (which) {
    case GELU: return eachGradient(GELU, to, gradient, z, count, adds);
    case GELU_TANH: return eachGradient(GELU_TANH, to, gradient, z, count, adds);
    case SWISH: return eachGradient(SWISH, to, gradient, z, count, adds);
    default: return eachGradient(MISH, to, gradient, z, count, adds);
  }
}

// One loop for each, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function each(which: i32, to: usize, z: usize, count: i32): void {
  let left = count;
  for (; left >= 8; left -= 8) {
    const r0 = value(which, v128.load(z)), r1 = value(which, v128.load(z, 16));
    v128.store(to, r0); v128.store(to, r1, 16);
    to += 32;
    z += 32;
  }
  for (; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, value(which, loadLanes(z, lanes)), lanes);
    to += 16;
    z += 16;
  }
}

// @ts-ignore: decorator
@inline
function eachGradient(which: i32, to: usize, gradient: usize, z: usize, count: i32, adds: bool): void {
  let left = count;
  for (; left >= 8; left -= 8) {
    const r0 = f32x4.mul(v128.load(gradient), derivative(which, v128.load(z)));
    const r1 = f32x4.mul(v128.load(gradient, 16), derivative(which, v128.load(z, 16)));
    v128.store(to, adds ? f32x4.add(v128.load(to), r0) : r0);
    v128.store(to, adds ? f32x4.add(v128.load(to, 16), r1) : r1, 16);
    to += 32;
    gradient += 32;
    z += 32;
  }
  for (; left > 0; left -= 4) {
    const lanes = min(left, 4);
    const product = f32x4.mul(loadLanes(gradient, lanes), derivative(which, loadLanes(z, lanes)));
    storeLanes(to, adds ? f32x4.add(loadLanes(to, lanes), product) : product, lanes);
    to += 16;
    gradient += 16;
    z += 16;
  }
}

// @ts-ignore: decorator
@inline
function value(which: i32, z: v128): v128 {
  switch (which) {
    case GELU: return f32x4.mul(z, normalDistribution(z, bell(z)));
    case GELU_TANH: return f32x4.mul(z, tanhGate(z));
    case SWISH: return f32x4.mul(z, sigmoidInline(z));
    default: {
      const n = mishNumerator(expInline(f32x4.pmin(z, splat(LIMIT))));
      return f32x4.mul(z, f32x4.div(n, f32x4.add(n, splat(2))));
    }
  }
}

// @ts-ignore: decorator
@inline
function derivative(which: i32, z: v128): v128 {
  const one = splat(1);
  switch (which) {
    case GELU: {
      const density = bell(z);
      return f32x4.add(normalDistribution(z, density), f32x4.mul(f32x4.mul(z, splat(DENSITY)), density));
    }
    case GELU_TANH: {
      const near = f32x4.pmax(f32x4.pmin(z, splat(LIMIT)), splat(-LIMIT));
      const gate = tanhGate(near), square = f32x4.mul(near, near);
      const inner = f32x4.mul(splat(SLOPE), f32x4.add(one, f32x4.mul(splat(3 * CUBIC), square)));
      return f32x4.add(gate, f32x4.mul(f32x4.mul(near, inner), f32x4.mul(gate, f32x4.sub(one, gate))));
    }
    case SWISH: {
      const gate = sigmoidInline(z);
      return f32x4.add(gate, f32x4.mul(f32x4.mul(z, gate), f32x4.sub(one, gate)));
    }
    default: {
      const bounded = f32x4.pmin(z, splat(LIMIT)), e = expInline(bounded), n = mishNumerator(e);
      const m = f32x4.add(n, splat(2)), gate = f32x4.div(n, m);
      // 1 - gate² = (1 - gate)(1 + gate)
      const rest = f32x4.mul(f32x4.div(splat(2), m), f32x4.add(one, gate));
      return f32x4.add(gate, f32x4.mul(f32x4.mul(bounded, f32x4.div(e, f32x4.add(e, one))), rest));
    }
  }
}

// @ts-ignore: decorator
@inline
function tanhGate(z: v128): v128 {
  const cubic = f32x4.mul(f32x4.mul(z, z), splat(CUBIC));
  return sigmoidInline(f32x4.mul(splat(SLOPE), f32x4.mul(z, f32x4.add(splat(1), cubic))));
}

// tanh(log(1 + e)) = n / (n + 2) with n = e (e + 2).
// @ts-ignore: decorator
@inline
function mishNumerator(e: v128): v128 {
  return f32x4.mul(e, f32x4.add(e, splat(2)));
}

// Activations of the form a = z gate(z): GELU (Hendrycks & Gimpel, 2016), swish, also called SiLU (Ramachandran et al.,
// 2017), and Mish (Misra, 2019). They are not monotonic, so that the derivative needs z. Those whose derivative follows
// from the output are in activation.ts. In plain loops: src/reference/self-gated-activation.ts.
import { bell, errorFunctionComplement } from './error-function';
import { exp, sigmoid } from './exponential';
import { loadLanes, storeLanes } from './lanes';

// As listed in src/graph/operations/activation.ts.
const GELU: i32 = 0;
/** With tanh in the place of the error function; tfjs-layers calls it gelu_new. */
const GELU_TANH: i32 = 1;
const SWISH: i32 = 2;
const MISH: i32 = 3;

const SQRT_HALF: f32 = 0.7071067811865476;
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
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, value(which, loadLanes(z, lanes)), lanes);
    to += 16;
    z += 16;
  }
}

/** to[count] = gradient * (z gate(z))'. `to` may be `gradient` or z; with `adds` it is added to what is at `to`. */
export function selfGatedGradient(which: i32, to: usize, gradient: usize, z: usize, count: i32, adds: bool): void {
  for (let left = count; left > 0; left -= 4) {
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
    case SWISH: return f32x4.mul(z, sigmoid(z));
    default: {
      const n = mishNumerator(exp(f32x4.pmin(z, splat(LIMIT))));
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
      const gate = sigmoid(z);
      return f32x4.add(gate, f32x4.mul(f32x4.mul(z, gate), f32x4.sub(one, gate)));
    }
    default: {
      const bounded = f32x4.pmin(z, splat(LIMIT)), e = exp(bounded), n = mishNumerator(e);
      const m = f32x4.add(n, splat(2)), gate = f32x4.div(n, m);
      // 1 - gate² = (1 - gate)(1 + gate)
      const rest = f32x4.mul(f32x4.div(splat(2), m), f32x4.add(one, gate));
      return f32x4.add(gate, f32x4.mul(f32x4.mul(bounded, f32x4.div(e, f32x4.add(e, one))), rest));
    }
  }
}

// The share of a standard normal distribution that is below z.
// @ts-ignore: decorator
@inline
function normalDistribution(z: v128, density: v128): v128 {
  return f32x4.mul(splat(0.5), errorFunctionComplement(f32x4.mul(z, splat(-SQRT_HALF)), density));
}

// @ts-ignore: decorator
@inline
function tanhGate(z: v128): v128 {
  const cubic = f32x4.mul(f32x4.mul(z, z), splat(CUBIC));
  return sigmoid(f32x4.mul(splat(SLOPE), f32x4.mul(z, f32x4.add(splat(1), cubic))));
}

// tanh(log(1 + e)) = n / (n + 2) with n = e (e + 2).
// @ts-ignore: decorator
@inline
function mishNumerator(e: v128): v128 {
  return f32x4.mul(e, f32x4.add(e, splat(2)));
}

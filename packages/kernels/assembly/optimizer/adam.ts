// Adam (Kingma & Ba, 2015) in one pass over a flat parameter vector, as Keras writes it: the bias corrections are
// gathered in the step size, epsilon stands outside the root.

/**
 * m += (1 - beta1) (g - m); v += (1 - beta2) (g g - v); parameter -= rate * m / (sqrt(v) + epsilon), where `rate` is
 * learningRate * sqrt(1 - beta2^t) / (1 - beta1^t).
 */
export function adam(
  parameters: usize, gradient: usize, m: usize, v: usize, count: i32, rate: f32, beta1: f32, beta2: f32, epsilon: f32,
): void {
  const rates = f32x4.splat(rate), epsilons = f32x4.splat(epsilon);
  const keep1 = f32x4.splat(1 - beta1), keep2 = f32x4.splat(1 - beta2);
  const end = <usize>(count & ~3) << 2;
  let at: usize = 0;
  for (; at < end; at += 16) {
    const g = v128.load(gradient + at);
    const oldM = v128.load(m + at), oldV = v128.load(v + at);
    const newM = f32x4.add(oldM, f32x4.mul(keep1, f32x4.sub(g, oldM)));
    const newV = f32x4.add(oldV, f32x4.mul(keep2, f32x4.sub(f32x4.mul(g, g), oldV)));
    v128.store(m + at, newM);
    v128.store(v + at, newV);
    const step = f32x4.div(f32x4.mul(rates, newM), f32x4.add(f32x4.sqrt(newV), epsilons));
    v128.store(parameters + at, f32x4.sub(v128.load(parameters + at), step));
  }
  for (; at < <usize>count << 2; at += 4) {
    const g = load<f32>(gradient + at);
    const newM = load<f32>(m + at) + (1 - beta1) * (g - load<f32>(m + at));
    const newV = load<f32>(v + at) + (1 - beta2) * (g * g - load<f32>(v + at));
    store<f32>(m + at, newM);
    store<f32>(v + at, newV);
    store<f32>(parameters + at, load<f32>(parameters + at) - (rate * newM) / (sqrt<f32>(newV) + epsilon));
  }
}

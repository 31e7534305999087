// Gradient descent with momentum (Polyak, 1964; Nesterov, 1983) over a flat parameter vector, as Keras writes it.

/**
 * v = momentum v - rate g; parameter += v, or with Nesterov's look ahead: parameter += momentum v - rate g. A momentum of
 * 0 is plain gradient descent.
 */
export function momentum(
  parameters: usize, gradient: usize, velocity: usize, count: i32, rate: f32, momentum: f32, nesterov: bool,
): void {
  const rates = f32x4.splat(rate), keep = f32x4.splat(momentum);
  const end = <usize>(count & ~3) << 2;
  let at: usize = 0;
  for (; at < end; at += 16) {
    const push = f32x4.mul(rates, v128.load(gradient + at));
    const speed = f32x4.sub(f32x4.mul(keep, v128.load(velocity + at)), push);
    v128.store(velocity + at, speed);
    const step = nesterov ? f32x4.sub(f32x4.mul(keep, speed), push) : speed;
    v128.store(parameters + at, f32x4.add(v128.load(parameters + at), step));
  }
  for (; at < <usize>count << 2; at += 4) {
    const push = rate * load<f32>(gradient + at);
    const speed = momentum * load<f32>(velocity + at) - push;
    store<f32>(velocity + at, speed);
    const step = nesterov ? momentum * speed - push : speed;
    store<f32>(parameters + at, load<f32>(parameters + at) + step);
  }
}

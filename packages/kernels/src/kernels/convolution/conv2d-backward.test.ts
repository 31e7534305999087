// The gradients of a convolution by image and by filter in one call, as the graph asks for them: each path of
// assembly/conv2d/conv2d.ts against sums in double precision, for both gradients at once and each alone.
import { expect, test } from 'vitest';
import { createArena } from '../../graph/memory/arena.ts';
import { floats } from '../../testing/graph-case.ts';

interface Case {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly from: number;
  readonly to: number;
}

/** 'same' padding, as TensorFlow pads. */
function geometry({ size, kernel, stride }: Case) {
  const out = Math.ceil(size / stride);
  return { out, pad: Math.floor(Math.max((out - 1) * stride + kernel - size, 0) / 2) };
}

const rows = 3;

function expected(spec: Case, { x, dy, w }: Readonly<Record<'x' | 'dy' | 'w', Float32Array>>) {
  const { size, kernel, stride, from, to } = spec;
  const { out, pad } = geometry(spec);
  const dx = new Float64Array(x.length);
  const dw = new Float64Array(w.length);
  for (let place = 0; place < rows * out * out * kernel * kernel; place++) {
    const pixel = Math.floor(place / (kernel * kernel));
    const tap = place % (kernel * kernel);
    const row = Math.floor(pixel / (out * out));
    const top = (Math.floor(pixel / out) % out) * stride + Math.floor(tap / kernel) - pad;
    const left = (pixel % out) * stride + (tap % kernel) - pad;
    if (top < 0 || left < 0 || top >= size || left >= size) continue;
    const image = ((row * size + top) * size + left) * from;
    for (let c = 0; c < from; c++) {
      for (let f = 0; f < to; f++) {
        const weight = (tap * from + c) * to + f;
        dw[weight] += x[image + c] * dy[pixel * to + f];
        dx[image + c] += w[weight] * dy[pixel * to + f];
      }
    }
  }
  return { dx, dw };
}

function computed(spec: Case, data: Readonly<Record<'x' | 'dy' | 'w', Float32Array>>, wanted: string) {
  const { size, kernel, stride, from, to } = spec;
  const { out, pad } = geometry(spec);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic: 'deterministic' });
  const shape = arena.record([
    rows,
    size,
    size,
    from,
    out,
    out,
    to,
    kernel,
    kernel,
    stride,
    stride,
    1,
    1,
    pad,
    pad,
  ]);
  const put = (values: Float32Array) => {
    const address = arena.allocate(values.length * 4);
    new Float32Array(memory.buffer, address, values.length).set(values);
    return address;
  };
  const [x, dy, w] = [put(data.x), put(data.dy), put(data.w)];
  const [dx, dw] = [put(new Float32Array(data.x.length)), put(new Float32Array(data.w.length))];
  const scratch = arena.allocate(arena.kernels.conv2dScratchBytes(shape));
  const [toImage, toFilter] = [wanted.includes('x') ? dx : 0, wanted.includes('w') ? dw : 0];
  arena.kernels.conv2dBackward(shape, x, w, 0, 0, dy, toImage, toFilter, 0, false, scratch);
  return {
    dx: new Float32Array(memory.buffer, dx, data.x.length),
    dw: new Float32Array(memory.buffer, dw, data.w.length),
  };
}

const channels = [1, 3, 4, 8, 12, 16, 20];
const cases = channels.flatMap((from) =>
  channels.flatMap((to) =>
    [
      { size: 6, kernel: 3, stride: 1 },
      { size: 7, kernel: 3, stride: 2 },
      { size: 6, kernel: 1, stride: 2 },
      { size: 5, kernel: 1, stride: 1 },
    ].map((window) => ({ ...window, from, to })),
  ),
);

test.each(cases)('$from to $to channels, $kernel x $kernel, stride $stride', (spec) => {
  const { out } = geometry(spec);
  const data = {
    x: floats(rows * spec.size * spec.size * spec.from, 1),
    dy: floats(rows * out * out * spec.to, 1e6),
    w: floats(spec.kernel * spec.kernel * spec.from * spec.to, 2e6),
  };
  const { dx, dw } = expected(spec, data);
  const error = (values: Float32Array, right: Float64Array) =>
    values.reduce((most, value, i) => Math.max(most, Math.abs(value - right[i])), 0);
  const both = computed(spec, data, 'xw');
  expect(error(both.dx, dx)).toBeLessThan(1e-4);
  expect(error(both.dw, dw)).toBeLessThan(1e-4);
  expect(computed(spec, data, 'x').dx).toEqual(both.dx);
  expect(computed(spec, data, 'w').dw).toEqual(both.dw);
});

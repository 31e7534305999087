// Winograd's way with so many channels that its blocks are larger: the convolution of all output channels is those of its
// halves, which have few enough for the usual blocks.
import { expect, it } from 'vitest';
import { createPlaces } from '../../testing/places.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { uniform } from '../../testing/uniform.ts';
import { instantiate } from '../../wasm/wasm-module.ts';

const memory = new WebAssembly.Memory({ initial: 1600 });
const kernels = instantiate(memory, 'deterministic');

interface Case {
  readonly batch: number;
  readonly size: number;
  readonly inputs: number;
  readonly outputs: number;
}

const draw = (seed: number) => (i: number) => uniform(i + seed) - 0.5;

// Columns first .. first + count of a matrix.
function columnsOf(matrix: Float32Array, columns: number, first: number, count: number): Float32Array {
  return Float32Array.from(
    { length: (matrix.length / columns) * count },
    (_, i) => matrix[Math.floor(i / count) * columns + first + (i % count)],
  );
}

function convolve(
  { batch, size, inputs, outputs }: Case,
  values: { image: Float32Array; filter: Float32Array; dy: Float32Array },
) {
  const { record, floats, scratch } = createPlaces(memory);
  const shape = record([batch, size, size, inputs, size, size, outputs, 3, 3, 1, 1, 1, 1, 1, 1]);
  const image = floats(values.image.length, (i) => values.image[i]);
  const filter = floats(values.filter.length, (i) => values.filter[i]);
  const dy = floats(values.dy.length, (i) => values.dy[i]);
  const y = floats(values.dy.length);
  const [dx, dw] = [floats(values.image.length), floats(values.filter.length)];
  const work = scratch(kernels.conv2dScratchBytes(shape));
  kernels.conv2d(shape, image.at, filter.at, 0, 0, y.at, work);
  kernels.conv2dBackward(shape, image.at, filter.at, 0, 0, dy.at, dx.at, dw.at, 0, false, work);
  return { y: y.view.slice(), dx: dx.view.slice(), dw: dw.view.slice() };
}

it.each<Case>([
  { batch: 140, size: 3, inputs: 132, outputs: 136 },
  { batch: 40, size: 7, inputs: 64, outputs: 264 },
  { batch: 3, size: 2, inputs: 260, outputs: 64 },
])('$inputs to $outputs channels of $size by $size pixels', (whole) => {
  const { batch, size, inputs, outputs } = whole;
  const image = Float32Array.from({ length: batch * size * size * inputs }, (_, i) => draw(0)(i));
  const filter = Float32Array.from({ length: 9 * inputs * outputs }, (_, i) => draw(1e6)(i));
  const dy = Float32Array.from({ length: batch * size * size * outputs }, (_, i) => draw(2e6)(i));
  const all = convolve(whole, { image, filter, dy });
  const half = outputs / 2;
  const sums = new Float64Array(image.length);
  for (const first of [0, half]) {
    const part = convolve(
      { ...whole, outputs: half },
      { image, filter: columnsOf(filter, outputs, first, half), dy: columnsOf(dy, outputs, first, half) },
    );
    expect(columnsOf(all.y, outputs, first, half)).toEqual(part.y);
    expectClose(columnsOf(all.dw, outputs, first, half), part.dw, { atol: 2e-3, rtol: 1e-4 });
    part.dx.forEach((value, i) => {
      sums[i] += value;
    });
  }
  expectClose(all.dx, sums, { atol: 1e-3, rtol: 1e-4 });
});

// The compiled batch normalization and its statistics against the naive loops, over any numbers of rows and channels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchNormalizationRecord } from '../../records/batch-normalization-record.ts';
import {
  batchNormalization,
  batchNormalizationGradient,
  moments,
} from '../../reference/normalization/batch-normalization.ts';
import { type KernelMemory, kernelMemory } from '../../testing/kernel-memory.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';

const NONE = 0;
const EPSILON = 2 ** -6;

/** Activations by their numbers: values from z, derivatives from the values. */
const activations = {
  linear: { code: 0, value: (z: number) => z, derivative: () => 1 },
  relu: { code: 1, value: (z: number) => Math.max(z, 0), derivative: (a: number) => (a > 0 ? 1 : 0) },
  tanh: { code: 6, value: Math.tanh, derivative: (a: number) => 1 - a * a },
};

interface Shape {
  readonly rows: number;
  readonly channels: number;
}

const zeros = (count: number) => new Float32Array(count);

// Reading a piece of memory checks that nothing was written around it.
function scratchOf({ floats, readFloats }: KernelMemory, bytes: number) {
  const address = floats(zeros(bytes / 4));
  return { address, check: () => readFloats(address, bytes / 4) };
}

function momentsOf(memory: KernelMemory, x: ArrayLike<number>, { rows, channels }: Shape) {
  const { kernels, floats, readFloats } = memory;
  const [mean, variance] = [floats(zeros(channels)), floats(zeros(channels))];
  const scratch = scratchOf(memory, kernels.columnMomentsScratchBytes(channels));
  kernels.columnMoments(floats(x), rows, channels, mean, variance, scratch.address);
  scratch.check();
  return { mean: readFloats(mean, channels), variance: readFloats(variance, channels) };
}

/** Rows in one run and in several, channels that fill vectors and some that do not. */
const shapes = fc.oneof(
  fc.record({ rows: fc.integer({ min: 1, max: 70 }), channels: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ rows: fc.integer({ min: 300, max: 900 }), channels: fc.constantFrom(1, 4, 5, 6, 16) }),
  fc.record({ rows: fc.integer({ min: 30, max: 70 }), channels: fc.constantFrom(64, 66, 131) }),
);

describe('columnMoments', () => {
  it('equals the naive loop for any numbers of rows and channels', () => {
    const check = ({ rows, channels }: Shape, seed: number) => {
      const x = randomValues(rows * channels, seed);
      const { mean, variance } = momentsOf(kernelMemory(16), x, { rows, channels });
      const expected = moments(x, channels);
      expectClose(mean, expected.mean, { atol: 1e-6, rtol: 0 });
      expectClose(variance, expected.variance, { atol: 1e-7, rtol: 2e-6 });
    };
    fc.assert(fc.property(shapes, fc.nat(), check), { seed: 31, numRuns: 150 });
  });

  it.each([3, 16, 40])('keeps a variance that is small beside the mean: %i channels', (channels) => {
    const x = randomValues(700 * channels, 5).map((value) => 1000 + value);
    const { variance } = momentsOf(kernelMemory(16), x, { rows: 700, channels });
    // As far as a mean of 1000 is rounded itself.
    expectClose(variance, moments(x, channels).variance, { atol: 0, rtol: 5e-5 });
  });

  it('does not mind where rows of another size begin', () => {
    // The first rows are a thousand times as large, so that nothing can be measured from them.
    const x = randomValues(3000 * 16, 6).map((value, i) => (i < 64 * 16 ? 1000 : value));
    const { mean, variance } = momentsOf(kernelMemory(16), x, { rows: 3000, channels: 16 });
    const expected = moments(x, 16);
    expectClose(mean, expected.mean, { atol: 0, rtol: 1e-6 });
    expectClose(variance, expected.variance, { atol: 0, rtol: 1e-6 });
  });

  it('finds no variance in one row, or where nothing varies', () => {
    const one = momentsOf(kernelMemory(16), [0.1, -3, 7.7], { rows: 1, channels: 3 });
    expect([...one.mean]).toEqual([0.1, -3, 7.7].map(Math.fround));
    expect([...one.variance]).toEqual([0, 0, 0]);
    const equal = momentsOf(kernelMemory(16), new Float32Array(512 * 4).fill(0.1), {
      rows: 512,
      channels: 4,
    });
    for (const variance of equal.variance) {
      expect(variance).toBeGreaterThanOrEqual(0);
      expect(variance).toBeLessThan(1e-14);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('gives %d and NaN for its channel alone', (broken) => {
    for (const row of [0, 298, 299]) {
      const x = randomValues(300 * 7, 8);
      const sound = momentsOf(kernelMemory(16), x, { rows: 300, channels: 7 });
      const { mean, variance } = momentsOf(kernelMemory(16), x.with(row * 7 + 2, broken), {
        rows: 300,
        channels: 7,
      });
      expectClose(mean, sound.mean.with(2, broken), EXACT);
      expectClose(variance, sound.variance.with(2, Number.NaN), EXACT);
    }
  });
});

interface LayerCase {
  readonly shape: Shape;
  readonly activation: keyof typeof activations;
  readonly isScaled: boolean;
  readonly isMoved: boolean;
  readonly isFixed: boolean;
  readonly seed: number;
}

const cases = {
  shape: shapes,
  seed: fc.nat(),
  activation: fc.constantFrom<keyof typeof activations>('linear', 'relu', 'tanh'),
  isScaled: fc.boolean(),
  isMoved: fc.boolean(),
  isFixed: fc.boolean(),
};

// A layer in memory, with statistics of x or others.
function layerCase(memory: KernelMemory, given: LayerCase) {
  const { activation, isScaled, isMoved, isFixed, seed } = given;
  const { rows, channels } = given.shape;
  const values = (place: number, count: number) => randomValues(count, seed + place);
  const x = values(0, rows * channels);
  const scale = isScaled ? values(1, channels) : undefined;
  const offset = isMoved ? values(2, channels) : undefined;
  const fixed = { mean: values(3, channels), variance: values(4, channels).map((v) => v * v) };
  const { mean, variance } = isFixed ? fixed : momentsOf(memory, x, given.shape);
  const layer = memory.integers(
    batchNormalizationRecord({
      channels,
      scale: scale ? memory.floats(scale) : NONE,
      offset: offset ? memory.floats(offset) : NONE,
      epsilon: EPSILON,
      activation: activations[activation].code,
    }),
  );
  const scratch = scratchOf(memory, memory.kernels.batchNormalizationScratchBytes(channels));
  const addresses = { mean: memory.floats(mean), variance: memory.floats(variance), layer, scratch };
  return { x, addresses, normalization: { mean, variance, scale, offset, epsilon: EPSILON } };
}

function forward(memory: KernelMemory, { x, addresses }: ReturnType<typeof layerCase>) {
  const { layer, mean, variance, scratch } = addresses;
  const y = memory.floats(zeros(x.length));
  memory.kernels.batchNormalization(layer, memory.floats(x), x.length, mean, variance, y, scratch.address);
  scratch.check();
  return memory.readFloats(y, x.length);
}

describe('batchNormalization', () => {
  it('equals the naive loop with its activation', () => {
    const check = (given: LayerCase) => {
      const memory = kernelMemory(16);
      const layer = layerCase(memory, given);
      const expected = batchNormalization(layer.x, layer.normalization).map(
        activations[given.activation].value,
      );
      expectClose(forward(memory, layer), expected, { atol: 2e-6, rtol: 2e-6 });
    };
    fc.assert(fc.property(fc.record(cases), check), { seed: 32, numRuns: 150 });
  });

  it('keeps NaN, which relu does too', () => {
    const memory = kernelMemory(16);
    const given = { shape: { rows: 21, channels: 5 }, isScaled: true, isMoved: true, isFixed: true, seed: 1 };
    const layer = layerCase(memory, { ...given, activation: 'relu' });
    const sound = forward(memory, layer);
    for (const at of [0, 63, 104]) {
      const x = layer.x.with(at, Number.NaN);
      expectClose(forward(memory, { ...layer, x }), sound.with(at, Number.NaN), EXACT);
    }
  });
});

interface GradientCase extends LayerCase {
  /** Which gradients are asked for: dx, dscale, doffset. */
  readonly wanted: readonly [boolean, boolean, boolean];
  readonly accumulate: boolean;
  readonly isInPlace: boolean;
}

function checkGradient(given: GradientCase): void {
  const { activation, isFixed, wanted, accumulate, isInPlace, seed } = given;
  const { rows, channels } = given.shape;
  const memory = kernelMemory(16);
  const { kernels, floats, readFloats } = memory;
  const layer = layerCase(memory, given);
  const { addresses, normalization } = layer;
  const y = forward(memory, layer);
  const values = randomValues(rows * channels, seed + 9);
  const before = randomValues(channels, seed + 10);
  const dy = floats(values);
  const dx = isInPlace ? dy : floats(zeros(rows * channels));
  const [dscale, doffset] = [floats(before), floats(before)];
  const gradient = isFixed ? kernels.fixedBatchNormalizationGradient : kernels.batchNormalizationGradient;
  gradient(
    addresses.layer,
    dy,
    floats(y),
    floats(layer.x),
    rows,
    addresses.mean,
    addresses.variance,
    wanted[0] ? dx : NONE,
    wanted[1] ? dscale : NONE,
    wanted[2] ? doffset : NONE,
    accumulate,
    addresses.scratch.address,
  );
  addresses.scratch.check();
  const dz = values.map((value, i) => value * activations[activation].derivative(y[i]));
  const expected = batchNormalizationGradient({ x: layer.x, dy: dz, isFixed }, normalization);
  const rounding = { atol: 3e-5, rtol: 3e-5 };
  const accumulated = (sum: number, i: number) => (accumulate ? before[i] + sum : sum);
  if (wanted[0]) expectClose(readFloats(dx, values.length), expected.dx, rounding);
  expectClose(readFloats(dscale, channels), wanted[1] ? expected.dscale.map(accumulated) : before, rounding);
  expectClose(
    readFloats(doffset, channels),
    wanted[2] ? expected.doffset.map(accumulated) : before,
    rounding,
  );
}

describe('the gradients of batchNormalization', () => {
  it('equal the naive loops, whichever are asked for', () => {
    const flags = { accumulate: fc.boolean(), isInPlace: fc.boolean() };
    const wanted = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(fc.property(fc.record({ ...cases, ...flags, wanted }), checkGradient), {
      seed: 33,
      numRuns: 150,
    });
  });

  it('give the same bits for relu as a mask from the output and a linear layer do', () => {
    const shape = { rows: 90, channels: 6 };
    const given = { shape, isScaled: true, isMoved: true, isFixed: false, seed: 4 };
    const values = randomValues(shape.rows * shape.channels, 11);
    const [linear, relu] = (['linear', 'relu'] as const).map((activation) => {
      const memory = kernelMemory(16);
      const layer = layerCase(memory, { ...given, activation });
      const y = forward(memory, layer);
      const dy = memory.floats(activation === 'relu' ? values : values.map((v, i) => (y[i] > 0 ? v : 0)));
      const { mean, variance, scratch } = layer.addresses;
      const before = zeros(shape.channels);
      const [dscale, doffset] = [memory.floats(before), memory.floats(before)];
      memory.kernels.batchNormalizationGradient(
        layer.addresses.layer,
        dy,
        NONE,
        memory.floats(layer.x),
        shape.rows,
        mean,
        variance,
        dy,
        dscale,
        doffset,
        false,
        scratch.address,
      );
      return [
        memory.readFloats(dy, values.length),
        ...[dscale, doffset].map((address) => memory.readFloats(address, shape.channels)),
      ];
    });
    expect(relu).toEqual(linear);
  });
});

// The compiled layer normalization against the naive loops, over any numbers and lengths of rows.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  layerNormalization,
  layerNormalizationGradient,
} from '../../reference/normalization/layer-normalization.ts';
import { type KernelMemory, kernelMemory } from '../../testing/kernel-memory.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';

const NONE = 0;
const EPSILON = 2 ** -6;

interface LayerCase {
  readonly shape: { readonly rows: number; readonly length: number };
  readonly isScaled: boolean;
  readonly isMoved: boolean;
  readonly seed: number;
}

const cases = {
  // Rows with and without a rest, in one run and in several; rows whose sums take several runs.
  shape: fc.oneof(
    fc.record({ rows: fc.integer({ min: 1, max: 20 }), length: fc.integer({ min: 1, max: 70 }) }),
    fc.record({ rows: fc.integer({ min: 60, max: 200 }), length: fc.constantFrom(1, 3, 4, 10) }),
    fc.record({ rows: fc.integer({ min: 1, max: 6 }), length: fc.constantFrom(1023, 1024, 1030, 2051) }),
  ),
  isScaled: fc.boolean(),
  isMoved: fc.boolean(),
  seed: fc.nat(),
};

const zeros = (count: number) => new Float32Array(count);

function layerCase(memory: KernelMemory, { shape, isScaled, isMoved, seed }: LayerCase) {
  const { rows, length } = shape;
  const values = (place: number, count: number) => randomValues(count, seed + place);
  const x = values(0, rows * length);
  const scale = isScaled ? values(1, length) : undefined;
  const offset = isMoved ? values(2, length) : undefined;
  const scratchFloats = memory.kernels.layerNormalizationScratchBytes(length) / 4;
  const scratch = memory.floats(zeros(scratchFloats));
  const addresses = {
    scale: scale ? memory.floats(scale) : NONE,
    offset: offset ? memory.floats(offset) : NONE,
    statistics: memory.floats(zeros(2 * rows)),
    scratch,
    // Reading checks that nothing was written around it.
    check: () => memory.readFloats(scratch, scratchFloats),
  };
  return { x, rows, addresses, normalization: { length, scale, offset, epsilon: EPSILON } };
}

function forward(memory: KernelMemory, { x, rows, addresses, normalization }: ReturnType<typeof layerCase>) {
  const { scale, offset, statistics, scratch } = addresses;
  const { length } = normalization;
  const y = memory.floats(zeros(x.length));
  const from = memory.floats(x);
  memory.kernels.layerNormalization(from, rows, length, scale, offset, EPSILON, y, statistics, scratch);
  addresses.check();
  return memory.readFloats(y, x.length);
}

describe('layerNormalization', () => {
  it('equals the naive loop for any shape', () => {
    const check = (given: LayerCase) => {
      const memory = kernelMemory(16);
      const layer = layerCase(memory, given);
      const y = forward(memory, layer);
      expectClose(y, layerNormalization(layer.x, layer.normalization), { atol: 2e-6, rtol: 2e-6 });
      // Without statistics the same.
      expect(forward(memory, { ...layer, addresses: { ...layer.addresses, statistics: NONE } })).toEqual(y);
    };
    fc.assert(fc.property(fc.record(cases), check), { seed: 41, numRuns: 150 });
  });

  it('keeps a deviation that is small beside the mean', () => {
    const memory = kernelMemory(16);
    const layer = layerCase(memory, {
      shape: { rows: 5, length: 1500 },
      isScaled: false,
      isMoved: false,
      seed: 1,
    });
    const x = layer.x.map((value) => 1000 + value);
    const y = forward(memory, { ...layer, x });
    expectClose(y, layerNormalization(x, layer.normalization), { atol: 2e-4, rtol: 0 });
  });

  it('gives a row the same bits whatever rows are beside it, and keeps NaN within its row', () => {
    const memory = kernelMemory(16);
    const length = 11;
    const layer = layerCase(memory, { shape: { rows: 7, length }, isScaled: true, isMoved: true, seed: 2 });
    const y = forward(memory, layer);
    for (let row = 0; row < 7; row++) {
      const [first, end] = [row * length, (row + 1) * length];
      const alone = forward(memory, { ...layer, x: layer.x.slice(first, end), rows: 1 });
      expect(alone).toEqual(y.slice(first, end));
      const broken = forward(memory, { ...layer, x: layer.x.with(first + 9, Number.NaN) });
      expectClose(broken, y.slice().fill(Number.NaN, first, end), EXACT);
    }
  });
});

interface GradientCase extends LayerCase {
  /** Which gradients are asked for: dx, dscale, doffset. */
  readonly wanted: readonly [boolean, boolean, boolean];
  readonly accumulate: boolean;
  readonly isInPlace: boolean;
}

function checkGradient({ wanted, accumulate, isInPlace, ...given }: GradientCase): void {
  const memory = kernelMemory(16);
  const { kernels, floats, readFloats } = memory;
  const layer = layerCase(memory, given);
  const { x, rows, normalization, addresses } = layer;
  const { length } = normalization;
  forward(memory, layer);
  const values = randomValues(x.length, given.seed + 9);
  const before = randomValues(length, given.seed + 10);
  const dy = floats(values);
  const dx = isInPlace ? dy : floats(zeros(x.length));
  const [dscale, doffset] = [floats(before), floats(before)];
  kernels.layerNormalizationGradient(
    dy,
    floats(x),
    rows,
    length,
    addresses.scale,
    addresses.statistics,
    wanted[0] ? dx : NONE,
    wanted[1] ? dscale : NONE,
    wanted[2] ? doffset : NONE,
    accumulate,
    addresses.scratch,
  );
  addresses.check();
  const expected = layerNormalizationGradient({ x, dy: values }, normalization);
  const rounding = { atol: 3e-5, rtol: 3e-5 };
  const accumulated = (sum: number, i: number) => (accumulate ? before[i] + sum : sum);
  if (wanted[0]) expectClose(readFloats(dx, x.length), expected.dx, rounding);
  expectClose(readFloats(dscale, length), wanted[1] ? expected.dscale.map(accumulated) : before, rounding);
  expectClose(readFloats(doffset, length), wanted[2] ? expected.doffset.map(accumulated) : before, rounding);
}

it('the gradients of layerNormalization equal the naive loops, whichever are asked for', () => {
  const flags = { accumulate: fc.boolean(), isInPlace: fc.boolean() };
  const wanted = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
  fc.assert(fc.property(fc.record({ ...cases, ...flags, wanted }), checkGradient), {
    seed: 43,
    numRuns: 120,
  });
});

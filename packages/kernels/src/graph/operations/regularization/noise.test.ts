// What noise and dropouts do in training: their distribution, their derivative, and that sample and step alone decide what is
// drawn.
import { describe, expect, it } from 'vitest';
import { expectClose } from '../../../testing/tolerance.ts';
import { createArena } from '../../memory/arena.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import { operationOf } from '../index.ts';
import type { TrainingPass } from '../operation.ts';
import type { OperationSpec } from '../specs.ts';

const key = [3, 4] as const;

interface Pass {
  readonly rows?: number;
  readonly firstSample?: number;
  readonly step?: number;
  readonly inPlace?: boolean;
}

/** Output and input gradient where all inputs are `x` and all output gradients 1; without a pass as in evaluation. */
function run(operation: OperationSpec, shape: Shape, x: number, pass?: Pass) {
  const { rows = 4, firstSample = 0, step = 7, inPlace = false } = pass ?? {};
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic: 'deterministic' });
  const size = sizeOf(shape);
  const [address, gradient, own] = [0, 1, 2].map(() => arena.allocate(rows * size * 4));
  const at = (start: number) => new Float32Array(memory.buffer, start, rows * size);
  const input = inPlace ? address : own;
  const { savedBytes = 0 } = operationOf(operation).memory(operation, { inputs: [shape], output: shape });
  const bound = operationOf(operation).bind(operation, {
    arena,
    inputs: [{ shape, size, address: input, gradient, adds: false }],
    output: { shape, size, address, gradient },
    parameters: [],
    states: [],
    rows,
    shards: 1,
    saved: arena.allocate(savedBytes * rows),
    training: true,
  });
  arena.scratch();
  at(input).fill(x);
  const training: TrainingPass = { step, firstSample, scale: 1, shards: [] };
  bound.forward(rows, pass && training);
  const output = [...at(address)];
  at(gradient).fill(1);
  bound.backward(rows, training);
  return { output, gradient: [...at(gradient)] };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
function variance(values: readonly number[]): number {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** 2));
}

const operations: readonly OperationSpec[] = [
  { kind: 'gaussianNoise', stddev: 0.5, key },
  { kind: 'gaussianDropout', rate: 0.3, key },
  { kind: 'alphaDropout', rate: 0.3, key },
  { kind: 'spatialDropout', rate: 0.3, key },
  { kind: 'dropout', rate: 0.3, key },
];

describe.each(operations)('$kind', (operation) => {
  it('does nothing in evaluation', () => {
    expect(run(operation, [3, 5], 1.25).output).toEqual(Array(60).fill(1.25));
  });

  it('draws the same for a sample, wherever it stands in whichever pass, and other numbers at another step', () => {
    const whole = run(operation, [3, 5], 2, { rows: 6 }).output;
    const parts = [0, 2].map((firstSample) =>
      run(operation, [3, 5], 2, { rows: firstSample === 0 ? 2 : 4, firstSample }),
    );
    expect(parts.flatMap(({ output }) => output)).toEqual(whole);
    expect(run(operation, [3, 5], 2, { rows: 6, step: 8 }).output).not.toEqual(whole);
    expect(whole.slice(0, 15)).not.toEqual(whole.slice(15, 30));
  });

  it('gives the same in place', () => {
    if (operation.kind === 'gaussianNoise') return;
    expect(run(operation, [3, 5], 2, { inPlace: true })).toEqual(run(operation, [3, 5], 2, {}));
  });

  it('its gradient is its slope', () => {
    const [low, high] = [1, 3].map((x) => run(operation, [3, 5], x, {}));
    const slopes = high.output.map((y, i) => (y - low.output[i]) / 2);
    expectClose(low.gradient, slopes, { atol: 1e-5, rtol: 0 });
  });
});

describe('distributions, within five standard errors', () => {
  const count = 40_000;
  const drawn = (operation: OperationSpec, x: number) => run(operation, [count / 4], x, {}).output;

  it('gaussianNoise has its mean and standard deviation', () => {
    const noise = drawn({ kind: 'gaussianNoise', stddev: 0.5, key }, 2);
    expect(Math.abs(mean(noise) - 2)).toBeLessThan(5 * Math.sqrt(0.25 / count));
    expect(Math.abs(variance(noise) - 0.25)).toBeLessThan(5 * 0.25 * Math.sqrt(2 / count));
  });

  it('gaussianDropout has the variance of a dropout', () => {
    const noise = drawn({ kind: 'gaussianDropout', rate: 0.2, key }, 1);
    expect(Math.abs(mean(noise) - 1)).toBeLessThan(5 * Math.sqrt(0.25 / count));
    expect(Math.abs(variance(noise) - 0.25)).toBeLessThan(5 * 0.25 * Math.sqrt(2 / count));
  });

  it('alphaDropout drops its share to one value, and keeps mean and variance', () => {
    const rate = 0.2;
    const operation = { kind: 'alphaDropout', rate, key } as const;
    const [kept, others] = [drawn(operation, 1), drawn(operation, -1)];
    const dropped = kept.filter((value, i) => value === others[i]);
    expect(Math.abs(dropped.length / count - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / count));
    expect(new Set(dropped).size).toBe(1);
    // Inputs of mean 0 and variance 1, half of them 1 and half -1.
    const both = [...kept, ...others];
    expect(Math.abs(mean(both))).toBeLessThan(0.03);
    expect(Math.abs(variance(both) - 1)).toBeLessThan(0.03);
  });

  it('spatialDropout drops whole channels', () => {
    const { output } = run({ kind: 'spatialDropout', rate: 0.3, key }, [3, 2, 1000], 1, { rows: 2 });
    for (let row = 0; row < 2; row++) {
      const pixels = Array.from({ length: 6 }, (_, i) =>
        output.slice((row * 6 + i) * 1000, (row * 6 + i + 1) * 1000),
      );
      for (const pixel of pixels) expect(pixel).toEqual(pixels[0]);
      expect(new Set(pixels[0])).toEqual(new Set([0, Math.fround(1 / (1 - Math.fround(0.3)))]));
      const share = pixels[0].filter((value) => value === 0).length / 1000;
      expect(Math.abs(share - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / 1000));
    }
  });
});

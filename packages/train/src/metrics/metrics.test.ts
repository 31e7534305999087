// Every metric compared with Keras, in one batch and in several.
import { describe, expect, test } from 'vitest';
import type { MetricBatch } from './metric.ts';
import { type MetricSpec, metricOf, readMetric } from './metrics.ts';

/** Eight results of one output. */
const binary = {
  width: 1,
  outputs: Float32Array.of(0.9, 0.4, 0.35, 0.8, 0.1, 0.55, 0.5, 0.2),
  labels: [1, 0, 1, 1, 0, 0, 1, 0],
};
/** Four samples of four classes, including equal outputs. */
const classes = {
  width: 4,
  outputs: Float32Array.of(
    0.5,
    0.2,
    0.2,
    0.1,
    0.1,
    0.2,
    0.3,
    0.4,
    0.25,
    0.25,
    0.25,
    0.25,
    0.05,
    0.6,
    0.3,
    0.05,
  ),
  labels: [0, 2, 1, 2],
};
const numbers = {
  width: 3,
  outputs: Float32Array.of(0.2, -1.5, 0.7, 2, 0.1, -0.4),
  values: Float32Array.of(0.5, -1, 2, 1.5, 0.3, 0.6),
};
const sizes = { width: 3, outputs: numbers.outputs.map(Math.abs), values: numbers.values.map(Math.abs) };
const fractions = {
  width: 3,
  outputs: Float32Array.of(0.2, 0.5, 0.3, 0.1, 0.1, 0.8),
  values: Float32Array.of(0, 1, 1, 1, 0, 0.25),
};

/** Keras 3.15 on JAX, update_state with two parts of each. */
const goldens: readonly (readonly [MetricSpec, MetricBatch, number])[] = [
  [{ kind: 'auc' }, binary, 0.8125],
  [{ kind: 'precision' }, binary, 2 / 3],
  [{ kind: 'recall' }, binary, 0.5],
  [{ kind: 'binaryAccuracy' }, binary, 0.625],
  [{ kind: 'precision', threshold: 0.3 }, binary, 2 / 3],
  [{ kind: 'categoricalAccuracy' }, classes, 0.25],
  [{ kind: 'sparseCategoricalAccuracy' }, classes, 0.25],
  [{ kind: 'topKCategoricalAccuracy', k: 2 }, classes, 1],
  [{ kind: 'sparseTopKCategoricalAccuracy', k: 1 }, classes, 0.25],
  [{ kind: 'sparseCategoricalCrossentropy' }, classes, 1.121846787582927],
  [{ kind: 'precision', threshold: 0.3125 }, classes, 0.3333333333333333],
  [{ kind: 'recall', threshold: 0.3125 }, classes, 0.25],
  [{ kind: 'precision', threshold: 0.3125, classId: 2 }, classes, 0],
  [{ kind: 'recall', threshold: 0.3125, classId: 2 }, classes, 0],
  [{ kind: 'auc' }, classes, 0.8229166666666666],
  [{ kind: 'meanSquaredError' }, numbers, 0.5533333420753479],
  [{ kind: 'rootMeanSquaredError' }, numbers, 0.7438637926901321],
  [{ kind: 'meanAbsoluteError' }, numbers, 0.6333333551883698],
  [{ kind: 'meanAbsolutePercentageError' }, numbers, 73.61111044883728],
  [{ kind: 'cosineSimilarity' }, numbers, 0.8083775598601527],
  [{ kind: 'r2Score' }, numbers, -0.2560310959815979],
  [{ kind: 'meanSquaredLogarithmicError' }, sizes, 0.08352847397327423],
  [{ kind: 'binaryCrossentropy' }, fractions, 0.9651789665222168],
];

/** A range of rows of a batch. */
function part({ width, outputs, labels, values }: MetricBatch, from: number, to: number): MetricBatch {
  return {
    width,
    outputs: outputs.slice(from * width, to * width),
    ...(labels && { labels: Array.from(labels).slice(from, to) }),
    ...(values && { values: values.slice(from * width, to * width) }),
  };
}

describe.each(goldens)('%o', (spec, batch, expected) => {
  const metric = metricOf(spec);

  test('is what Keras computes', () => {
    expect(Math.abs(metric.value(metric.sums(batch, spec), spec) - expected)).toBeLessThan(1e-6);
  });

  test('of one batch equals that of its parts', () => {
    const rows = batch.outputs.length / batch.width;
    const middle = Math.ceil(rows / 3);
    const [first, second] = [part(batch, 0, middle), part(batch, middle, rows)].map((one) =>
      metric.sums(one, spec),
    );
    const sums = first.map((sum, i) => sum + second[i]);
    expect(Math.abs(metric.value(sums, spec) - expected)).toBeLessThan(1e-6);
  });

  test('for class numbers equals that for one-hot targets', () => {
    const { width, outputs, labels } = batch;
    if (!labels || width === 1) return;
    const values = Float32Array.from(outputs, (_, i) => Number(labels[Math.floor(i / width)] === i % width));
    expect(metric.sums({ width, outputs, values }, spec)).toEqual(metric.sums(batch, spec));
  });
});

test('a row with NaN is a miss of top-k, and makes a mean NaN', () => {
  const batch = { width: 2, outputs: Float32Array.of(Number.NaN, Number.NaN, 0.9, 0.1), labels: [0, 0] };
  const value = (spec: MetricSpec) => metricOf(spec).value(metricOf(spec).sums(batch, spec), spec);
  expect(value({ kind: 'topKCategoricalAccuracy', k: 2 })).toBe(0.5);
  expect(value({ kind: 'meanAbsoluteError' })).toBeNaN();
  expect(value({ kind: 'categoricalCrossentropy' })).toBeNaN();
});

test('without predicted positives precision is 0, without positives recall is 0, and an area needs both', () => {
  const batch = { width: 1, outputs: Float32Array.of(0.1, 0.2), labels: [0, 0] };
  for (const kind of ['precision', 'recall', 'auc'] as const) {
    const spec = { kind };
    expect(metricOf<MetricSpec>(spec).value(metricOf<MetricSpec>(spec).sums(batch, spec), spec)).toBe(0);
  }
});

test('names, and values that are not metrics', () => {
  expect(readMetric('metrics', 'mae')).toEqual({ kind: 'meanAbsoluteError' });
  expect(readMetric('metrics', 'binary_accuracy')).toEqual({ kind: 'binaryAccuracy' });
  expect(() => readMetric('metrics[0]', 'acuracy')).toThrow(
    /metrics\[0\] expects one of .* Did you mean accuracy\?/,
  );
  expect(() => readMetric('metrics', { kind: 'precision', threshold: 2 })).toThrow(
    'metrics.threshold expects a number from 0 to 1; received 2.',
  );
  expect(() => readMetric('metrics', { kind: 'auc', k: 2 })).toThrow('metrics has no option "k"');
});

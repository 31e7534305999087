// The sums of a metric over some rows of an output, wherever the output was computed.
import { exponential } from '#deterministic-math';
import type { LossSpec, OwnFunction } from './losses/losses.ts';
import type { MetricBatch } from './metrics/metric.ts';
import { type MetricSpec, metricOf } from './metrics/metrics.ts';

/** The metric's sums; of logits where the loss is of logits. */
export function measure(metric: MetricSpec, loss: LossSpec | OwnFunction, batch: MetricBatch): number[] {
  const record = metricOf<MetricSpec>(metric);
  const ofLogits = typeof loss !== 'function' && 'fromLogits' in loss && loss.fromLogits === true;
  if (!record.ofProbabilities || !ofLogits) return record.sums(batch, metric);
  const width = loss.kind === 'binaryCrossentropy' ? 1 : batch.width;
  return record.sums({ ...batch, outputs: probabilitiesOf(batch.outputs, width) }, metric);
}

/** Softmax of rows of `width` logits; of one logit its sigmoid. */
function probabilitiesOf(logits: Float32Array, width: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += width) {
    const row = logits.subarray(start, start + width);
    // Against 0 a logit stands alone: sigmoid(z) is the first of softmax(z, 0).
    const highest = row.reduce((most, z) => Math.max(most, z), width === 1 ? 0 : Number.NEGATIVE_INFINITY);
    const powers = Array.from(row, (z) => exponential(z - highest));
    const rest = width === 1 ? exponential(-highest) : 0;
    const total = powers.reduce((sum, power) => sum + power, rest);
    for (const [k, power] of powers.entries()) probabilities[start + k] = power / total;
  }
  return probabilities;
}

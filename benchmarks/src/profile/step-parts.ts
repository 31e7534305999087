// What the parts of a training step are called, and which exports of the kernels' module make them up.
import type { ExportTimes } from './time-exports.ts';

const parts: Readonly<Record<string, readonly string[]>> = {
  // Bias and activation are applied in the store of the product, and their gradients in the load.
  convolution: [
    'conv2d',
    'conv2dBackward',
    'pooledConv2d',
    'pooledConv2dBackward',
    'conv2dScratchBytes',
    'takesPooling',
  ],
  'matrix product': ['gemm', 'gemmScratchBytes'],
  'bias and activation': ['biasActivation', 'biasActivationGradient'],
  pooling: ['maxPool', 'maxPoolGradient', 'averagePool', 'averagePoolGradient'],
  dropout: ['dropoutMask', 'multiply'],
  'softmax and loss': ['softmaxAxis', 'softmaxAxisGradient', 'sparseCrossEntropy', 'categoricalCrossEntropy'],
  update: ['adam', 'momentum', 'add', 'scale', 'sumOfSquares', 'follow'],
  'bytes to floats': ['scaleBytes'],
};

/** Everything outside the module: gathering rows, the loop over micro-batches and layers, events. */
export const REST = 'JavaScript';

/** Names of all parts, in the order of tables. */
export const partNames: readonly string[] = [...Object.keys(parts), REST];

/** A step as a clock saw it. */
export interface TimedStep {
  readonly times: ExportTimes;
  readonly milliseconds: number;
  /** What one look at the clock takes. Of the two around each call one is in the call's time, one outside. */
  readonly look?: number;
}

/** Milliseconds by part; exports that belong to none under their own name. */
export function partTimes({ times, milliseconds, look = 0 }: TimedStep): Record<string, number> {
  const found: Record<string, number> = {};
  let rest = milliseconds;
  for (const [name, { calls, milliseconds: spent }] of times) {
    const part = Object.keys(parts).find((candidate) => parts[candidate].includes(name)) ?? name;
    found[part] = (found[part] ?? 0) + Math.max(0, spent - calls * look);
    rest -= spent + calls * look;
  }
  found[REST] = Math.max(0, rest);
  return found;
}

/** A step made of the least time that each part took in any: what else the machine does falls on one part or another. */
export function undisturbed(steps: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const [first = {}] = steps;
  return Object.fromEntries(
    Object.keys(first).map((part) => [part, Math.min(...steps.map((step) => step[part] ?? 0))]),
  );
}

// For tests: layers, samples and parameters for training plans, the same in every run.
import type { Conv2DSpec, DenseSpec, LayerSpec } from '../plan/layer-spec.ts';
import type { GradientOptions, TrainingPlan } from '../plan/training-plan.ts';
import { threefry2x32 } from '../threefry.ts';

export const uniform = (index: number) => threefry2x32([7, 7], [index, 0])[0] / 2 ** 32;
export const softmax = (units: number): DenseSpec => ({
  kind: 'dense',
  units,
  activation: 'softmax',
  useBias: true,
});
export const conv = (filters: number, padding: 'same' | 'valid', strides: 1 | 2 = 1): Conv2DSpec => ({
  kind: 'conv2d',
  filters,
  kernelSize: [3, 3],
  strides: [strides, strides],
  padding,
  activation: 'tanh',
  useBias: true,
});
export const pool: LayerSpec = { kind: 'maxPool2d', poolSize: [2, 2], strides: [2, 2], padding: 'valid' };
export const flatten: LayerSpec = { kind: 'flatten' };
export const dropout: LayerSpec = { kind: 'dropout', rate: 0.4, key: [1, 2] };

export function samples(count: number, size: number, classes: number) {
  return {
    images: Uint8Array.from({ length: count * size }, (_, i) => Math.floor(uniform(i) * 256)),
    labels: Uint8Array.from({ length: count }, (_, i) => Math.floor(uniform(i + 1e6) * classes)),
    indices: Array.from({ length: count }, (_, i) => count - 1 - i),
  };
}

export function fill(plan: TrainingPlan, size = 1): void {
  for (let i = 0; i < plan.parameters.length; i++) plan.parameters[i] = (uniform(i + 5e6) - 0.5) * size;
}

export const step: GradientOptions = { scale: 1 / 4, step: 3, firstSample: 0 };

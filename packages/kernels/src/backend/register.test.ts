// What registering changes in tfjs' registry, and that it can be taken back.
import '@tensorflow/tfjs-backend-wasm';
import {
  conv2d,
  findBackendFactory,
  getGradient,
  getKernel,
  type Rank,
  registerBackend,
  removeBackend,
  setBackend,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { trainingGradients } from '../gradients/index.ts';
import { trainingKernels } from '../kernels/index.ts';
import { runKernel } from '../testing/run-kernel.ts';
import { registerTrainingKernels } from './register.ts';

const names = trainingKernels.map(({ name }) => name);
const registered = () => names.map((name) => getKernel(name, 'wasm'));
const original = registered();

beforeAll(() => setBackend('wasm'));
afterEach(() => registerTrainingKernels().undo());

function convolve(): number[] {
  return tidy(() => [
    ...conv2d(
      tensor<Rank.R4>([1, 2, 3, 4], [1, 2, 2, 1]),
      tensor<Rank.R4>([1, 10, 100, 1000], [2, 2, 1, 1]),
      1,
      'valid',
    ).dataSync(),
  ]);
}

function filterGradient(): number[] {
  const attrs = { strides: 1, pad: 'valid', dataFormat: 'NHWC', filterShape: [2, 2, 1, 1] };
  const inputs = { x: tensor<Rank.R4>([1, 2, 3, 4], [1, 2, 2, 1]), dy: tensor<Rank.R4>([10], [1, 1, 1, 1]) };
  return tidy(() => [...runKernel('Conv2DBackpropFilter', { inputs, attrs }).dataSync()]);
}

describe('registerTrainingKernels', () => {
  it('says what the backend lacked and what it had', () => {
    const { added, replaced } = registerTrainingKernels();
    expect(added).toContain('Conv2DBackpropFilter');
    expect(replaced).toEqual(
      expect.arrayContaining(['BatchMatMul', 'Conv2D', 'Conv2DBackpropInput', 'MaxPoolGrad']),
    );
    expect([...added, ...replaced].sort()).toEqual([...names].sort());
    expect(convolve()).toEqual([4321]);
    expect(filterGradient()).toEqual([10, 20, 30, 40]);
  });

  it('gives the first registration again, and changes nothing more', () => {
    const first = registerTrainingKernels();
    const kernels = registered();
    expect(registerTrainingKernels()).toBe(first);
    expect(registerTrainingKernels({ arithmetic: 'deterministic' })).toBe(first);
    expect(registered()).toEqual(kernels);
  });

  it('prints nothing', () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
    registerTrainingKernels().undo();
    registerTrainingKernels();
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('brings the original kernels back on undo', () => {
    const { undo } = registerTrainingKernels();
    undo();
    expect(registered()).toEqual(original);
    expect(convolve()).toEqual([4321]);
    expect(filterGradient).toThrow(/Conv2DBackpropFilter/);
  });

  it('undoes its own registration only', () => {
    const first = registerTrainingKernels();
    first.undo();
    const second = registerTrainingKernels();
    first.undo();
    expect(registerTrainingKernels()).toBe(second);
    expect(filterGradient()).toEqual([10, 20, 30, 40]);
  });

  it('serves a backend that was started anew, and says where there is none', async () => {
    registerTrainingKernels();
    expect(convolve()).toEqual([4321]);
    const factory = findBackendFactory('wasm');
    removeBackend('wasm');
    registerTrainingKernels().undo();
    expect(() => registerTrainingKernels()).toThrowErrorMatchingInlineSnapshot(
      `[KernelError: tfjs knows no 'wasm' backend to register the training kernels under. Put \`import '@tensorflow/tfjs-backend-wasm'\` before the call of registerTrainingKernels().]`,
    );
    registerBackend('wasm', factory);
    registerTrainingKernels();
    await setBackend('wasm');
    expect(convolve()).toEqual([4321]);
  });
});

describe('the gradients of registerTrainingKernels', () => {
  const names = trainingGradients.map(({ kernelName }) => kernelName);
  const gradients = () => names.map((name) => getGradient(name));

  it('are in tfjs registry, come back after tfjs-layers put its own there, and go on undo', async () => {
    const before = gradients();
    const { undo } = registerTrainingKernels();
    expect(gradients()).toEqual(trainingGradients);
    expect(new Set(names).size).toBe(names.length);
    await import('@tensorflow/tfjs-layers');
    const original = gradients();
    expect(original).not.toEqual(trainingGradients);
    registerTrainingKernels();
    expect(gradients()).toEqual(trainingGradients);
    undo();
    expect(before.filter((gradient) => gradient)).toEqual([]);
    expect(gradients()).toEqual(
      names.map((_, i) => (original[i] === trainingGradients[i] ? undefined : original[i])),
    );
  });
});

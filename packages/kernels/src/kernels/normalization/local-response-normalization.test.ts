// Local response normalization and its gradient against the naive loops.
import { localResponseNormalization, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { localResponse } from '../../reference/normalization/local-response-normalization.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { runKernel } from '../../testing/run-kernel.ts';
import { expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const ROUNDED = { atol: 1e-6, rtol: 2e-6 };

it.each([
  { channels: 1, depthRadius: 5, bias: 1, alpha: 1, beta: 0.5 },
  { channels: 7, depthRadius: 2, bias: 1, alpha: 0.5, beta: 0.75 },
  { channels: 8, depthRadius: 0, bias: 2, alpha: 1e-4, beta: 0.75 },
  { channels: 13, depthRadius: 20, bias: 1, alpha: 2, beta: 1.5 },
  { channels: 32, depthRadius: 5, bias: 1, alpha: 1, beta: 0.5 },
])('equals the naive loops: $channels channels, radius $depthRadius, beta $beta', (drawn) => {
  const { channels, depthRadius, bias, alpha, beta } = drawn;
  tidy(() => {
    const shape: [number, number, number, number] = [2, 3, 2, channels];
    const [x, dy] = [randomTensor(shape, 1) as Tensor4D, randomTensor(shape, 2)];
    const expected = localResponse({ x: x.dataSync(), dy: dy.dataSync(), channels }, drawn);
    const y = localResponseNormalization(x, depthRadius, bias, alpha, beta);
    expectClose(y.dataSync(), expected.y, ROUNDED);
    const attrs = { depthRadius, bias, alpha, beta };
    expectClose(runKernel('LRNGrad', { inputs: { x, y, dy }, attrs }).dataSync(), expected.dx, ROUNDED);
    expect(y.shape).toEqual(shape);
  });
});

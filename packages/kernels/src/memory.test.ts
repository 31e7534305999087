// No leaks, and right results while the memory under the kernels grows.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import {
  backend,
  conv2d,
  env,
  fused,
  grads,
  matMul,
  maxPool,
  memory,
  neg,
  type Rank,
  reshape,
  setBackend,
  square,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { heapOf } from './backend/heap.ts';
import { randomUniform } from './random-numbers/random-tensors.ts';
import { randomTensor } from './testing/random-tensor.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();

// Every kernel, forward and backward: all their numbers, one after another.
function allKernels(): number[] {
  return tidy(() => {
    const network = (images: Tensor, filter: Tensor, weights: Tensor) => {
      const pooled = maxPool(conv2d(images as Tensor4D, filter as Tensor4D, 1, 'same'), 2, 2, 'valid');
      return sum(matMul(reshape<Rank.R2>(pooled, [2, 256]), weights as Tensor));
    };
    const inputs = [
      randomTensor<Rank.R4>([2, 9, 9, 16], 1),
      randomTensor<Rank.R4>([3, 3, 16, 16], 2),
      randomTensor<Rank.R2>([256, 5], 3),
    ];
    const integers = matMul(zeros([3, 4], 'int32'), zeros([4, 2], 'int32'));
    const random = randomUniform({ shape: [33], key: [1, 2], counter: 3 });
    const results = [network(inputs[0], inputs[1], inputs[2]), ...grads(network)(inputs), integers, random];
    return results.flatMap((result) => Array.from(result.dataSync()));
  });
}

const heapBytes = () => tidy(() => heapOf(backend()).floats(zeros([1])).buffer.byteLength);

function inUse() {
  const { numTensors, numDataBuffers, numBytes } = memory();
  return { numTensors, numDataBuffers, numBytes, dataIds: backend().numDataIds(), heapBytes: heapBytes() };
}

describe('memory', () => {
  it('is as before after a hundred calls', () => {
    allKernels();
    const before = inUse();
    for (let i = 0; i < 100; i++) allKernels();
    expect(inUse()).toEqual(before);
  });

  it('follows a tensor that another backend had in between', async () => {
    const [images, filter] = [zeros<Rank.R4>([1, 1, 1, 1]), zeros<Rank.R4>([1, 1, 1, 3])];
    const bias = square(tensor([1, 2, 3]));
    // Quiet: tfjs' cpu backend prints an advertisement where there is Node.
    env().set('PROD', true);
    // tfjs brings a tensor to the backend that asks for it, and frees it where it was.
    await setBackend('cpu');
    const negative = neg(bias);
    await setBackend('wasm');
    const inItsPlace = tensor([7, 7, 7]);
    const sums = fused.conv2d({ x: images, filter, bias, strides: 1, pad: 'valid' });
    expect([...sums.dataSync()]).toEqual([1, 4, 9]);
    for (const used of [images, filter, bias, negative, inItsPlace, sums]) used.dispose();
  });

  it('may grow between calls, and past 2 GiB, where addresses no longer fit a signed integer', () => {
    const expected = allKernels();
    const heap = heapOf(backend());
    const large = [64, 512, 1600].map((megabytes) => {
      const before = heapBytes();
      const made = heap.output([megabytes * 2 ** 18]);
      expect(heapBytes()).toBeGreaterThan(before);
      expect(allKernels()).toEqual(expected);
      return made;
    });
    expect(tidy(() => heap.address(zeros([2 ** 25])))).toBeGreaterThan(2 ** 31);
    // Small tensors find room in the gaps below; these do not.
    for (const made of large) heap.release(made);
  });
});

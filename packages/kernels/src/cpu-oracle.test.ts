// The kernels against tfjs' own cpu backend, which shares no line with them: the same program, run on both.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import {
  conv2d,
  conv2dTranspose,
  env,
  grads,
  matMul,
  maxPool,
  mul,
  type Rank,
  setBackend,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor } from './testing/random-tensor.ts';
import { expectClose, sumTolerance } from './testing/tolerance.ts';
import { useWasm } from './testing/use-wasm.ts';

useWasm();
// In Node the cpu backend advertises another one on the console, unless told that this is no development.
beforeAll(() => env().set('PROD', true));
afterEach(() => setBackend('wasm'));

// Largest number of products that any result below sums up.
const TERMS = 800;

async function expectSameOnCpu(program: () => Tensor | Tensor[]): Promise<void> {
  const run = () =>
    tidy(() =>
      [program()]
        .flat()
        .map((result) => ({ shape: result.shape, dtype: result.dtype, values: result.dataSync() })),
    );
  const received = run();
  await setBackend('cpu');
  const expected = run();
  expect(received.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
    expected.map(({ shape, dtype }) => ({ shape, dtype })),
  );
  received.forEach(({ values }, i) => {
    expectClose(values, expected[i].values, sumTolerance(TERMS));
  });
}

// Forward, and the gradients of Σ y · random.
function withGradients(forward: (...inputs: Tensor[]) => Tensor, inputs: Tensor[]): Tensor[] {
  const y = forward(...inputs);
  const weights = randomTensor(y.shape, 9);
  return [y, ...grads((...xs: Tensor[]) => sum(mul(forward(...xs), weights)))(inputs)];
}

describe('on wasm as on cpu', () => {
  it('matMul', () =>
    expectSameOnCpu(() =>
      withGradients(
        (a, b) => matMul(a, b, true, false),
        [randomTensor<Rank.R2>([33, 17], 1), randomTensor<Rank.R2>([33, 9], 2)],
      ),
    ));

  it('matMul over a batch', () =>
    expectSameOnCpu(() => matMul(randomTensor<Rank.R3>([4, 3, 5], 1), randomTensor<Rank.R3>([1, 5, 2], 2))));

  it('matMul of integers', () =>
    expectSameOnCpu(() =>
      matMul(tensor([1, -2, 3, 4], [2, 2], 'int32'), tensor([5, 6, 7, -8], [2, 2], 'int32'), false, true),
    ));

  it.each([
    { strides: 1, pad: 'same' },
    { strides: 2, pad: 'valid' },
    { strides: 3, pad: 2 },
  ] as const)('conv2d, strides $strides, padding $pad', ({ strides, pad }) =>
    expectSameOnCpu(() =>
      withGradients(
        (x, w) => conv2d(x as Tensor4D, w as Tensor4D, strides, pad),
        [randomTensor<Rank.R4>([2, 8, 7, 5], 3), randomTensor<Rank.R4>([3, 2, 5, 6], 4)],
      ),
    ),
  );

  it('conv2d, dilated', () =>
    expectSameOnCpu(() =>
      conv2d(
        randomTensor<Rank.R4>([2, 8, 7, 3], 3),
        randomTensor<Rank.R4>([3, 2, 3, 4], 4),
        1,
        'same',
        'NHWC',
        [2, 3],
      ),
    ));

  it('conv2dTranspose', () =>
    expectSameOnCpu(() =>
      conv2dTranspose(
        randomTensor<Rank.R4>([2, 3, 2, 5], 1),
        randomTensor<Rank.R4>([3, 3, 4, 5], 2),
        [2, 6, 4, 4],
        2,
        'same',
      ),
    ));

  it('maxPool, with ties, NaN and infinities', () =>
    expectSameOnCpu(() => {
      const few = [Number.NaN, Number.NEGATIVE_INFINITY, 2, 1, 1, -1];
      const x = tensor(
        Array.from({ length: 2 * 5 * 6 * 3 }, (_, i) => few[((i * i + 3 * i) % 11) % 6]),
        [2, 5, 6, 3],
      );
      return withGradients((image) => maxPool(image as Tensor4D, 3, 2, 'same'), [x])[1];
    }));
});

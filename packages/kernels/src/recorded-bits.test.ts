// Products, convolutions and normalizations to the bit: hashes of their results that every engine must get, one family for
// each arithmetic; normalizations have the same bits in both.
// A test that fails here after a change of the kernels says that all trainings come to other weights.
import { expect, it } from 'vitest';
import { batchNormalizationRecord } from './records/batch-normalization-record.ts';
import { arithmeticUnderTest } from './testing/arithmetic-under-test.ts';
import { randomValues } from './testing/random-tensor.ts';
import { instantiate } from './wasm/wasm-module.ts';

const arithmetic = arithmeticUnderTest();
const RELU = 1;
const [SHAPE, A, B, BIAS, OUTPUT, GRADIENT, SCRATCH] = [
  1024,
  2 ** 16,
  2 ** 19,
  2 ** 20,
  2 ** 21,
  3 * 2 ** 20,
  2 ** 22,
];

function kernelsOverNumbers() {
  const memory = new WebAssembly.Memory({ initial: 256 });
  const floats = new Float32Array(memory.buffer);
  for (const [at, seed] of [
    [A, 1],
    [B, 2],
    [BIAS, 3],
    [OUTPUT, 4],
    [GRADIENT, 5],
  ] as const)
    floats.set(randomValues(40_000, seed), at / 4);
  // FNV-1a over the words of the floats.
  const hash = (...places: (readonly [address: number, count: number])[]) => {
    let sum = 0x811c9dc5;
    for (const [address, count] of places)
      for (const word of new Uint32Array(memory.buffer, address, count))
        sum = Math.imul(sum ^ word, 0x01000193) >>> 0;
    return sum.toString(16).padStart(8, '0');
  };
  return { kernels: instantiate(memory, arithmetic), memory, hash };
}

const products = [
  {
    m: 29,
    n: 21,
    k: 40,
    deterministic: '24e7c5b8 236fd314 8ba15d32 5a44d931 24e7c5b8',
    fused: '3b23bf4f 53c8ebff e30727a6 482e6ee5 3b23bf4f',
  },
  {
    m: 25,
    n: 8,
    k: 500,
    deterministic: '3b5142d5 3d3e8bbb 626c5688 86dc9840 05516089',
    fused: '31c877f3 d8ee73ae 8945d19a fd766784 c8787e1b',
  },
  {
    m: 128,
    n: 10,
    k: 100,
    deterministic: 'feecc6c6 46158459 08c687e9 0b5bd062 feecc6c6',
    fused: 'd08cf0ae 31f6aec5 5fb28432 5f3e2536 d08cf0ae',
  },
];

it.each(products)('products of $m x $k and $k x $n have the recorded bits', ({ m, n, k, ...recorded }) => {
  const { kernels, hash } = kernelsOverNumbers();
  const hashOf = (aStrides: readonly [number, number], bStrides: readonly [number, number]) => {
    kernels.gemm(m, n, k, A, ...aStrides, B, ...bStrides, OUTPUT, 4 * n, false, SCRATCH);
    return hash([OUTPUT, m * n]);
  };
  const all = [
    hashOf([4 * k, 4], [4 * n, 4]),
    hashOf([4, 4 * m], [4 * n, 4]),
    hashOf([4 * k, 4], [4, 4 * k]),
    hashOf([4, 4 * m], [4, 4 * k]),
  ];
  kernels.smallGemm(m, n, k, A, B, OUTPUT);
  expect([...all, hash([OUTPUT, m * n])].join(' ')).toBe(recorded[arithmetic]);
});

const convolutions = [
  {
    how: 'along the rows',
    size: 14,
    from: 3,
    to: 10,
    filter: 3,
    deterministic: '9061544d a0d17290 6ff8f028 1f8f437c',
    fused: '48df9e0f 24c1f172 44146276 1f8f437c',
  },
  {
    how: 'by patches',
    size: 9,
    from: 12,
    to: 70,
    filter: 4,
    deterministic: '9769ecbc 8484a713 dfff189f de5946e4',
    fused: '1a28b1c2 a6203bbe a3ab7a05 de5946e4',
  },
  {
    how: "Winograd's way",
    size: 11,
    from: 16,
    to: 20,
    filter: 3,
    deterministic: '1752f8c9 38bd0e34 061fc246 d905a613',
    fused: '8407ce95 d0eb5300 4063b489 d905a613',
  },
];

it.each(convolutions)('a convolution $how has the recorded bits, and its gradients', (row) => {
  const { size, from, to, filter, ...recorded } = row;
  const { kernels, memory, hash } = kernelsOverNumbers();
  const [batch, out] = [2, size - filter + 1];
  const shape = [batch, size, size, from, out, out, to, filter, filter, 1, 1, 1, 1, 0, 0];
  new Int32Array(memory.buffer, SHAPE, shape.length).set(shape);
  const outputs = [OUTPUT, batch * out * out * to] as const;
  kernels.conv2d(SHAPE, A, B, BIAS, RELU, OUTPUT, SCRATCH);
  const forward = hash(outputs);
  const [image, filters, bias] = [OUTPUT + 2 ** 19, OUTPUT + 2 ** 18, BIAS + 2 ** 18];
  kernels.conv2dBackward(SHAPE, A, B, OUTPUT, RELU, GRADIENT, image, filters, bias, false, SCRATCH);
  const gradients = [
    hash([image, batch * size * size * from]),
    hash([filters, filter * filter * from * to]),
    hash([bias, to]),
  ];
  expect([forward, ...gradients].join(' ')).toBe(recorded[arithmetic]);
});

const TANH = 6;
const EPSILON = 0.001;
// Channels that fill vectors and some that do not; rows in several runs.
const batches = [
  { rows: 1500, channels: 16, activation: RELU, recorded: '7340574b 2c897112 dab6befa d1c46d77' },
  { rows: 401, channels: 10, activation: TANH, recorded: '5be27342 36f62559 625d2a70 29804efe' },
  { rows: 77, channels: 33, activation: RELU, recorded: '92b37266 e66b6c61 d6a822eb 45b03f20' },
];

it.each(batches)('batch normalization of $rows x $channels has the recorded bits', (row) => {
  const { rows, channels, activation, recorded } = row;
  const { kernels, memory, hash } = kernelsOverNumbers();
  const [scale, offset] = [BIAS, BIAS + 4 * channels];
  const [mean, variance, dscale, doffset] = [1, 2, 3, 4].map((i) => SHAPE + 1024 * i);
  const layer = batchNormalizationRecord({ channels, scale, offset, epsilon: EPSILON, activation });
  new Int32Array(memory.buffer, SHAPE, layer.length).set(layer);
  kernels.columnMoments(A, rows, channels, mean, variance, SCRATCH);
  kernels.batchNormalization(SHAPE, A, rows * channels, mean, variance, OUTPUT, SCRATCH);
  const forward = [hash([mean, channels], [variance, channels]), hash([OUTPUT, rows * channels])];
  const given = [SHAPE, B, OUTPUT, A, rows, mean, variance, GRADIENT, dscale, doffset] as const;
  kernels.batchNormalizationGradient(...given, false, SCRATCH);
  const gradients = [hash([GRADIENT, rows * channels]), hash([dscale, channels], [doffset, channels])];
  expect([...forward, ...gradients].join(' ')).toBe(recorded);
});

it.each([
  { rows: 600, length: 30, recorded: '63a09157 e0bc702e b7bd7fed' },
  { rows: 11, length: 2050, recorded: '9261ce8c 7461fb66 165bdeaf' },
])('layer normalization of $rows x $length has the recorded bits', ({ rows, length, recorded }) => {
  const { kernels, hash } = kernelsOverNumbers();
  const [scale, offset, dscale, doffset, statistics] = [0, 1, 2, 3, 4].map((i) => BIAS + 2 ** 14 * i);
  kernels.layerNormalization(A, rows, length, scale, offset, EPSILON, OUTPUT, statistics, SCRATCH);
  const forward = hash([OUTPUT, rows * length]);
  const given = [B, A, rows, length, scale, statistics, GRADIENT, dscale, doffset] as const;
  kernels.layerNormalizationGradient(...given, false, SCRATCH);
  const gradients = [hash([GRADIENT, rows * length]), hash([dscale, length], [doffset, length])];
  expect([forward, ...gradients].join(' ')).toBe(recorded);
});

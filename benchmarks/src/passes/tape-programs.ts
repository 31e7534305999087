// Operations that a training step of plain tfjs calls, each as a program of one tensor: what passes.js times, forward and back.
import * as tf from '@tensorflow/tfjs-core';

/** One operation. */
export interface TapeProgram {
  readonly name: string;
  readonly shape: readonly number[];
  readonly run: (x: tf.Tensor) => tf.Tensor;
  /** Whether it has no gradient that a step would ask for. */
  readonly isFlat?: boolean;
  /** How many operations of tfjs it is, each of which passes over all numbers. One unless given. */
  readonly operations: number;
}

/** Shapes of a sweep. */
export interface PassShapes {
  readonly matrix: readonly [number, number];
  /** Images [n,h,w,c]; h and w even. */
  readonly images: readonly [number, number, number, number];
  readonly volumes: readonly [number, number, number, number, number];
}

/** A million numbers each: more than the caches next to a core hold. */
export const largeShapes: PassShapes = {
  matrix: [1024, 1024],
  images: [16, 32, 32, 64],
  volumes: [2, 16, 32, 32, 32],
};

type Program = readonly [
  run: (x: tf.Tensor) => tf.Tensor,
  options?: 'flat' | { readonly operations: number },
];

/** The programs; the tensors that they share stay until the backend goes. */
export function tapePrograms(shapes: PassShapes): TapeProgram[] {
  const listed = (shape: readonly number[], programs: Readonly<Record<string, Program>>) =>
    Object.entries(programs).map(([name, [run, options]]) => ({
      name,
      shape,
      run,
      isFlat: options === 'flat',
      operations: typeof options === 'object' ? options.operations : 1,
    }));
  return [
    ...listed(shapes.matrix, functionsOfOneNumber()),
    ...listed(shapes.matrix, pairs(shapes.matrix)),
    ...listed(shapes.matrix, alongAxes()),
    ...listed(shapes.matrix, rearrangements(shapes.matrix)),
    ...listed(shapes.matrix, losses(shapes.matrix)),
    ...listed(shapes.matrix, drawn()),
    ...listed(shapes.images, ofImages(shapes.images)),
    ...listed(shapes.volumes, ofVolumes()),
  ];
}

function noise(shape: readonly number[], low = -1): tf.Tensor {
  return tf.keep(tf.randomUniform([...shape], low, 1, 'float32', 1));
}

function functionsOfOneNumber(): Record<string, Program> {
  const positive = (f: (x: tf.Tensor) => tf.Tensor): Program => [(x) => f(tf.abs(x)), { operations: 2 }];
  return {
    ...Object.fromEntries(
      Object.entries({
        ...{ abs: tf.abs, neg: tf.neg, square: tf.square, exp: tf.exp, expm1: tf.expm1, erf: tf.erf },
        ...{ sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu, relu6: tf.relu6, elu: tf.elu, selu: tf.selu },
        ...{ softplus: tf.softplus, sin: tf.sin, cos: tf.cos, step: tf.step },
        ...{ floor: tf.floor, round: tf.round, sign: tf.sign, reciprocal: tf.reciprocal },
      }).map(([name, f]): [string, Program] => [name, [(x) => f(x)]]),
    ),
    // What tfjs-core composes it of: softplus between two changes of sign.
    logSigmoid: [(x) => tf.logSigmoid(x), { operations: 3 }],
    leakyRelu: [(x) => tf.leakyRelu(x)],
    clipByValue: [(x) => tf.clipByValue(x, -0.5, 0.5)],
    'sqrt of abs': positive(tf.sqrt),
    'rsqrt of abs': positive(tf.rsqrt),
    'log of abs': positive(tf.log),
    'log1p of abs': positive(tf.log1p),
    'gelu by erf': [
      (x) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2)))),
      { operations: 5 },
    ],
    swish: [(x) => tf.mul(x, tf.sigmoid(x)), { operations: 2 }],
    'cast to int32': [(x) => tf.cast(x, 'int32'), 'flat'],
    isNaN: [(x) => tf.isNaN(x), 'flat'],
  };
}

function pairs([rows, columns]: PassShapes['matrix']): Record<string, Program> {
  const [whole, row, column] = [noise([rows, columns]), noise([columns]), noise([rows, 1])];
  const truths = tf.keep(tf.greater(whole, 0));
  return {
    'add a row': [(x) => tf.add(x, row)],
    'multiply by a column': [(x) => tf.mul(x, column)],
    'divide by a row': [(x) => tf.div(x, row)],
    'maximum with a column': [(x) => tf.maximum(x, column)],
    'squaredDifference to a row': [(x) => tf.squaredDifference(x, row)],
    'pow 3': [(x) => tf.pow(x, 3)],
    'pow 2.5 of abs': [(x) => tf.pow(tf.abs(x), 2.5), { operations: 2 }],
    'pow 2.3 of abs': [(x) => tf.pow(tf.abs(x), 2.3), { operations: 2 }],
    mod: [(x) => tf.mod(x, whole)],
    // What tfjs-core composes it of: a quotient, zeros, a comparison, a choice.
    divNoNan: [(x) => tf.divNoNan(x, whole), { operations: 4 }],
    prelu: [(x) => tf.prelu(x, row)],
    where: [(x) => tf.where(truths, x, whole)],
    'less than a column': [(x) => tf.less(x, column), 'flat'],
    logicalAnd: [() => tf.logicalAnd(truths, truths), 'flat'],
    addN: [(x) => tf.addN([x, whole, x])],
  };
}

function alongAxes(): Record<string, Program> {
  return {
    'sum of rows': [(x) => tf.sum(x, 1)],
    'sum of columns': [(x) => tf.sum(x, 0)],
    'mean of rows': [(x) => tf.mean(x, 1)],
    'max of rows': [(x) => tf.max(x, 1)],
    'variance of rows': [(x) => tf.moments(x, 1).variance],
    'norm of rows': [(x) => tf.norm(x, 2, 1)],
    'logSumExp of rows': [(x) => tf.logSumExp(x, 1)],
    'cumsum along rows': [(x) => tf.cumsum(x, 1)],
    'cumsum along columns': [(x) => tf.cumsum(x, 0)],
    'argMax of rows': [(x) => tf.argMax(x, 1), 'flat'],
    'topk 5': [(x) => tf.topk(x, 5).values],
    'topk 64': [(x) => tf.topk(x, 64).values],
    softmax: [(x) => tf.softmax(x)],
    logSoftmax: [(x) => tf.logSoftmax(x)],
  };
}

function rearrangements([rows, columns]: PassShapes['matrix']): Record<string, Program> {
  const ids = tf.keep(tf.tensor1d(Int32Array.from({ length: rows }, (_, i) => (i * 7) % rows)));
  const half = [rows / 2, columns / 2] as const;
  return {
    gather: [(x) => tf.gather(x, ids)],
    unsortedSegmentSum: [(x) => tf.unsortedSegmentSum(x, ids, rows)],
    concat: [(x) => tf.concat([x, x], 1)],
    stack: [(x) => tf.stack([x, x])],
    split: [(x) => tf.concat(tf.split(x, 2, 1), 0)],
    slice: [(x) => tf.slice(x, [...half], [...half])],
    stridedSlice: [(x) => tf.stridedSlice(x, [0, 0], [rows, columns], [2, 2])],
    pad: [(x) => tf.pad(x as tf.Tensor2D, Array<[number, number]>(2).fill([1, 2]))],
    mirrorPad: [(x) => tf.mirrorPad(x as tf.Tensor2D, Array<[number, number]>(2).fill([1, 2]), 'reflect')],
    tile: [(x) => tf.tile(x, [1, 2])],
    transpose: [(x) => tf.transpose(x)],
    reverse: [(x) => tf.reverse(x, 1)],
    oneHot: [() => tf.oneHot(ids, columns), 'flat'],
    einsum: [(x) => tf.einsum('ij->ji', x)],
  };
}

function losses(shape: PassShapes['matrix']): Record<string, Program> {
  const truths = tf.keep(tf.cast(tf.greater(noise(shape), 0), 'float32'));
  return {
    softmaxCrossEntropy: [(x) => tf.losses.softmaxCrossEntropy(truths, x)],
    sigmoidCrossEntropy: [(x) => tf.losses.sigmoidCrossEntropy(truths, x)],
    meanSquaredError: [(x) => tf.losses.meanSquaredError(truths, x)],
    absoluteDifference: [(x) => tf.losses.absoluteDifference(truths, x)],
    huberLoss: [(x) => tf.losses.huberLoss(truths, x)],
    hingeLoss: [(x) => tf.losses.hingeLoss(truths, x)],
    cosineDistance: [(x) => tf.losses.cosineDistance(truths, x, 1)],
  };
}

function drawn(): Record<string, Program> {
  return {
    dropout: [(x) => tf.dropout(x, 0.5)],
    randomUniform: [(x) => tf.randomUniform(x.shape as [number, number]), 'flat'],
    randomNormal: [(x) => tf.randomNormal(x.shape as [number, number]), 'flat'],
  };
}

function ofImages([, height, width, channels]: PassShapes['images']): Record<string, Program> {
  const four = (f: (x: tf.Tensor4D) => tf.Tensor): Program => [(x) => f(x as tf.Tensor4D)];
  const [center, scale] = [noise([channels]), noise([channels], 0.5)] as [tf.Tensor1D, tf.Tensor1D];
  const filter = noise([3, 3, channels]) as tf.Tensor3D;
  const double: [number, number] = [2 * height, 2 * width];
  return {
    'maxPool 2x2': four((x) => tf.maxPool(x, 2, 2, 'same')),
    'maxPool 3x3 by 1': four((x) => tf.maxPool(x, 3, 1, 'same')),
    'avgPool 2x2': four((x) => tf.avgPool(x, 2, 2, 'same')),
    'avgPool 3x3 by 1': four((x) => tf.avgPool(x, 3, 1, 'same')),
    maxPoolWithArgmax: four((x) => tf.maxPoolWithArgmax(x, 2, 2, 'same').result),
    'variance by channel': four((x) => tf.moments(x, [0, 1, 2]).variance),
    batchNorm: four((x) => tf.batchNorm(x, center, scale, center, scale)),
    'batchNorm without a scale': four((x) => tf.batchNorm(x, center, scale, center)),
    localResponseNormalization: four((x) => tf.localResponseNormalization(x)),
    dilation2d: four((x) => tf.dilation2d(x, filter, 1, 'same')),
    resizeBilinear: four((x) => tf.image.resizeBilinear(x, double)),
    resizeNearestNeighbor: four((x) => tf.image.resizeNearestNeighbor(x, double)),
    flipLeftRight: four((x) => tf.image.flipLeftRight(x)),
    depthToSpace: four((x) => tf.depthToSpace(x, 2)),
    spaceToBatchND: four((x) => tf.spaceToBatchND(x, [2, 2], Array<[number, number]>(2).fill([0, 0]))),
  };
}

function ofVolumes(): Record<string, Program> {
  const five = (f: (x: tf.Tensor5D) => tf.Tensor): Program => [(x) => f(x as tf.Tensor5D)];
  return {
    'maxPool3d 2x2x2': five((x) => tf.maxPool3d(x, 2, 2, 'same')),
    'maxPool3d 3x3x3 by 1': five((x) => tf.maxPool3d(x, 3, 1, 'same')),
    'avgPool3d 2x2x2': five((x) => tf.avgPool3d(x, 2, 2, 'same')),
    'avgPool3d 3x3x3 by 1': five((x) => tf.avgPool3d(x, 3, 1, 'same')),
  };
}

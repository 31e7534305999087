// Operations that bring numbers together or elsewhere: reductions, softmax, normalisation, rows by index, and other orders.
import { type OperationCase, shapeText } from './operation-case.ts';

const reduced: readonly { readonly x: readonly number[]; readonly axis: readonly number[] }[] = [
  { x: [1], axis: [0] },
  { x: [100], axis: [0] },
  { x: [128, 128], axis: [1] },
  { x: [128, 128], axis: [0] },
  { x: [1000, 10], axis: [1] },
  { x: [64, 100, 8], axis: [1] },
  { x: [64, 24, 24, 32], axis: [0, 1, 2] },
  { x: [64, 24, 24, 32], axis: [3] },
];

const matrices = [
  [1, 10],
  [128, 10],
  [1000, 128],
];

export function gatheringCases(): OperationCase[] {
  return [...reductionCases(), ...rowCases(), ...normalisationCases(), ...rearrangingCases()];
}

function reductionCases(): OperationCase[] {
  return ['All', 'Any', 'Max', 'Mean', 'Min', 'Prod', 'Sum'].flatMap((kernel) =>
    reduced.map(({ x, axis }) => {
      const dtype = kernel === 'All' || kernel === 'Any' ? ('bool' as const) : ('float32' as const);
      const attrs = { axis, reductionIndices: axis, keepDims: false };
      return {
        kernel,
        shape: `${shapeText(x)} over ${axis.join(',')}`,
        inputs: { x: { shape: x, dtype } },
        attrs,
      };
    }),
  );
}

function rowCases(): OperationCase[] {
  const count = 1000;
  return [
    [10, 1],
    [1000, 784],
    [5000, 64],
  ].flatMap(([rows, columns]): OperationCase[] => {
    const shape = `${count} of ${shapeText([rows, columns])}`;
    const indices = { shape: [count], dtype: 'int32', below: rows } as const;
    return [
      {
        kernel: 'GatherV2',
        shape,
        inputs: { x: { shape: [rows, columns] }, indices },
        attrs: { axis: 0, batchDims: 0 },
      },
      {
        kernel: 'UnsortedSegmentSum',
        shape,
        inputs: { x: { shape: [count, columns] }, segmentIds: indices },
        attrs: { numSegments: rows },
      },
    ];
  });
}

function normalisationCases(): OperationCase[] {
  const softmax = matrices.flatMap((shape): OperationCase[] => [
    { kernel: 'Softmax', shape: shapeText(shape), inputs: { logits: { shape } }, attrs: { dim: 1 } },
    { kernel: 'LogSoftmax', shape: shapeText(shape), inputs: { logits: { shape } }, attrs: { axis: 1 } },
  ]);
  const batch = [
    [8, 5],
    [64, 24, 24, 32],
  ].map((shape) => {
    const channel = { shape: shape.slice(-1) };
    const positive = { ...channel, below: 3 };
    const inputs = { x: { shape }, mean: channel, variance: positive, offset: channel, scale: channel };
    return { kernel: 'FusedBatchNorm', shape: shapeText(shape), inputs, attrs: { varianceEpsilon: 0.001 } };
  });
  return [...softmax, ...batch];
}

function rearrangingCases(): OperationCase[] {
  const turns = [
    { shape: [3, 5], perm: [1, 0] },
    { shape: [512, 512], perm: [1, 0] },
    { shape: [1000, 10], perm: [1, 0] },
    { shape: [8, 64, 4, 16], perm: [0, 2, 1, 3] },
    { shape: [5, 7, 3, 2], perm: [3, 1, 0, 2] },
    { shape: [64, 24, 24, 32], perm: [0, 3, 1, 2] },
    { shape: [64, 32, 24, 24], perm: [0, 2, 3, 1] },
  ].map(({ shape, perm }) => ({
    kernel: 'Transpose',
    shape: `${shapeText(shape)} to ${perm.join(',')}`,
    inputs: { x: { shape } },
    attrs: { perm },
  }));
  const others = matrices.flatMap((shape): OperationCase[] => {
    const [x, condition] = [{ shape }, { shape, dtype: 'bool' } as const];
    const call = { shape: shapeText(shape) };
    return [
      ...[0, 1].flatMap((axis) => alongCases(shape, axis)),
      { ...call, kernel: 'Tile', inputs: { x }, attrs: { reps: [2, 3] } },
      oneHotCase(shape),
      { ...call, kernel: 'Select', inputs: { condition, t: x, e: x } },
    ];
  });
  return [...turns, ...others];
}

function alongCases(shape: readonly number[], axis: number): OperationCase[] {
  const call = { shape: `${shapeText(shape)} along ${axis}`, inputs: { x: { shape } } };
  const scan = { axis, exclusive: false, reverse: false };
  return [
    { ...call, kernel: 'Reverse', attrs: { dims: [axis] } },
    { ...call, kernel: 'ArgMax', attrs: { axis } },
    { ...call, kernel: 'ArgMin', attrs: { axis } },
    { ...call, kernel: 'Cumsum', attrs: scan },
    { ...call, kernel: 'Cumprod', attrs: scan },
  ];
}

function oneHotCase([count, depth]: readonly number[]): OperationCase {
  const indices = { shape: [count], dtype: 'int32', below: depth } as const;
  const attrs = { depth, onValue: 1, offValue: 0, dtype: 'float32' };
  return { kernel: 'OneHot', shape: `[${count}] to ${depth}`, inputs: { indices }, attrs };
}

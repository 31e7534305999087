// tfjs kernels Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual, LogicalAnd, LogicalOr and LogicalXor. The backend's own
// work out the place of every number where shapes broadcast, which takes a hundred times as long.
import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { memoize } from '../../memoize.ts';
import { layOut } from '../../records/broadcast-layout.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';

/** Numbers as in assembly/elementwise/comparisons.ts. */
const operations = {
  Equal: { code: 0, isSwapped: false },
  NotEqual: { code: 1, isSwapped: false },
  Greater: { code: 2, isSwapped: false },
  GreaterEqual: { code: 3, isSwapped: false },
  Less: { code: 2, isSwapped: true },
  LessEqual: { code: 3, isSwapped: true },
} as const;
const logicalOperations = { LogicalAnd: 4, LogicalOr: 5, LogicalXor: 6 } as const;
const FLOATS = 0;
const INTEGERS = 1;
const BYTES = 2;

/** More axes than the compiled loops have are left to the backend. */
const MOST_AXES = 6;

export const comparisons: readonly TrainingKernel[] = [
  ...Object.entries(operations).map(([name, { code, isSwapped }]) =>
    ofPairs(name, (heap, a, b) =>
      isSwapped ? compared(heap, { code, a: b, b: a }) : compared(heap, { code, a, b }),
    ),
  ),
  ...Object.entries(logicalOperations).map(([name, code]) =>
    ofPairs(name, (heap, a, b) => truths(heap, { code, type: BYTES, a, b })),
  ),
];

interface Pair {
  readonly code: number;
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

// tfjs has made the types of both the same.
function ofPairs(
  name: string,
  compare: (heap: Heap, a: TensorInfo, b: TensorInfo) => TensorInfo,
): TrainingKernel {
  return {
    name,
    run(call) {
      const { a, b } = inputs<'a' | 'b'>(call);
      return compare(call.heap, a, b);
    },
    choose:
      ({ original, replacement }) =>
      (call) => {
        const { a, b } = inputs<'a' | 'b'>(call);
        return isCompared(a) && isCompared(b) ? replacement(call) : original(call);
      },
  };
}

function isCompared({ dtype, shape }: TensorInfo): boolean {
  return (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') && shape.length <= MOST_AXES;
}

function compared(heap: Heap, pair: Pair): TensorInfo {
  const { code, a, b } = pair;
  if (a.dtype === 'float32') return truths(heap, { ...pair, type: FLOATS });
  if (a.dtype === 'int32') return truths(heap, { ...pair, type: INTEGERS });
  const [x, y] = [heap.cast(a, 'int32'), heap.cast(b, 'int32')];
  const result = truths(heap, { code, type: INTEGERS, a: x, b: y });
  heap.release(x);
  heap.release(y);
  return result;
}

function truths(heap: Heap, { type, ...pair }: Pair & { type: number }): TensorInfo {
  const { shape, layout } = layoutOf(pair);
  const output = heap.output(shape, 'bool');
  const [x, y, to] = [heap.address(pair.a), heap.address(pair.b), heap.address(output)];
  heap.kernels.compare(heap.record(layout), type, x, y, to);
  return output;
}

const layoutOf = memoize(
  ({ code, a, b }: Pair) => [code, a.shape, b.shape],
  ({ code, a, b }) => {
    const shape = broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
    return { shape, layout: layOut(code, shape, [a, b]) };
  },
);

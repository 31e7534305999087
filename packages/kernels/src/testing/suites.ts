// For tests: the suites that hold on every engine and in both arithmetics. browser.test.ts runs them in Chromium,
// relaxed.test.ts with relaxed SIMD. What is missing here needs Node, a gigabyte of memory, or compares with the cpu
// backend what is compared in Node already.

/** Tests by name, which loading registers. */
export const suites = {
  'AvgPool.test.ts': () => import('../kernels/AvgPool.test.ts'),
  'BatchMatMul.test.ts': () => import('../kernels/BatchMatMul.test.ts'),
  'Conv2D.test.ts': () => import('../kernels/Conv2D.test.ts'),
  'Conv2DBackpropFilter.test.ts': () => import('../kernels/Conv2DBackpropFilter.test.ts'),
  'Conv2DBackpropInput.test.ts': () => import('../kernels/Conv2DBackpropInput.test.ts'),
  'Conv3DBackpropInputV2.test.ts': () => import('../kernels/Conv3DBackpropInputV2.test.ts'),
  'DepthwiseConv2dNative.test.ts': () => import('../kernels/DepthwiseConv2dNative.test.ts'),
  'FusedBatchNorm.test.ts': () => import('../kernels/FusedBatchNorm.test.ts'),
  'GatherV2.test.ts': () => import('../kernels/GatherV2.test.ts'),
  'Identity.test.ts': () => import('../kernels/Identity.test.ts'),
  'MaxPool.test.ts': () => import('../kernels/MaxPool.test.ts'),
  'MaxPoolGrad.test.ts': () => import('../kernels/MaxPoolGrad.test.ts'),
  'OneHot.test.ts': () => import('../kernels/OneHot.test.ts'),
  'Pow.test.ts': () => import('../kernels/Pow.test.ts'),
  'Select.test.ts': () => import('../kernels/Select.test.ts'),
  'Sum.test.ts': () => import('../kernels/Sum.test.ts'),
  'Tile.test.ts': () => import('../kernels/Tile.test.ts'),
  'UnsortedSegmentSum.test.ts': () => import('../kernels/UnsortedSegmentSum.test.ts'),
  'broadcast.test.ts': () => import('../broadcast.test.ts'),
  'crop.test.ts': () => import('../kernels/crop.test.ts'),
  'elementary.test.ts': () => import('../kernels/elementary.test.ts'),
  'empty-input.test.ts': () => import('../kernels/empty-input.test.ts'),
  'fused-activation.test.ts': () => import('../kernels/fused-activation.test.ts'),
  'gradients.test.ts': () => import('../gradients.test.ts'),
  'along-axis.test.ts': () => import('../kernels/along-axis.test.ts'),
  'plan-gradients.test.ts': () => import('../plan/plan-gradients.test.ts'),
  'random-gradients.test.ts': () => import('../random-gradients.test.ts'),
  'random-tensors.test.ts': () => import('../random-tensors.test.ts'),
  'random-window-gradients.test.ts': () => import('../random-window-gradients.test.ts'),
  'rearrangement.test.ts': () => import('../rearrangement.test.ts'),
  'reductions.test.ts': () => import('../kernels/reductions.test.ts'),
  'simple-functions.test.ts': () => import('../kernels/simple-functions.test.ts'),
  'threefry.test.ts': () => import('../threefry.test.ts'),
  'training-plan.test.ts': () => import('../plan/training-plan.test.ts'),
  'update.test.ts': () => import('../plan/update.test.ts'),
} as const;

/** What depends on where the backend keeps its tensors, which its threaded build does otherwise. */
export const threadedSuites = {
  'BatchMatMul.test.ts': suites['BatchMatMul.test.ts'],
  'Conv2D.test.ts': suites['Conv2D.test.ts'],
  'FusedBatchNorm.test.ts': suites['FusedBatchNorm.test.ts'],
  'GatherV2.test.ts': suites['GatherV2.test.ts'],
  'Identity.test.ts': suites['Identity.test.ts'],
  'gradients.test.ts': suites['gradients.test.ts'],
  'heap.test.ts': () => import('../heap.test.ts'),
  'random-tensors.test.ts': suites['random-tensors.test.ts'],
  'random-window-gradients.test.ts': suites['random-window-gradients.test.ts'],
  // Trains a network of tfjs-layers.
  'tiny.test.ts': () => import('../tiny.test.ts'),
} as const;

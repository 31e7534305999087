// @nn101/datasets/tfjs: splits as tensors of TensorFlow.js. The only part of the package that needs it.
export { batchTensors } from './batch-tensors.ts';
export { type SplitTensors, splitTensors, type TensorOptions } from './split-tensors.ts';

// @nn101/datasets/tfjs: splits as tensors of TensorFlow.js. The only part of the package that needs it.

export { batchTensors, type SplitTensors, splitTensors, type TensorOptions } from './tensors.ts';

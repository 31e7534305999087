// @nn101/datasets/tfjs: splits as TensorFlow.js tensors. The only part of the package that needs TensorFlow.js.

export { batchTensors, type SplitTensors, splitTensors, type TensorOptions } from './tensors.ts';

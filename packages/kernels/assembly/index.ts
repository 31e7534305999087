// What the module exports: functions over addresses in the host's memory. No static data, no allocation, no state.
export { gemm, gemmScratchBytes } from './gemm';
export { conv2d, conv2dBackward, conv2dScratchBytes } from './conv2d';
export { maxPool, maxPoolGradient } from './max-pool';
export { biasActivation, biasActivationGradient } from './activation';
export { crossEntropy, softmax, softmaxGradient } from './softmax';
export { dropoutMask, multiply } from './dropout';
export { adam } from './adam';
export { scaleBytes } from './images';
export { randomUniform } from './random';
export { addFloats as add, copyFloats as copy } from './floats';
export { depthwise, depthwiseFilterGradient, depthwiseImageGradient, depthwiseScratchBytes } from './depthwise';
export { averagePool, averagePoolGradient } from './average-pool';
export { segmentSum } from './segment-sum';
export { broadcast } from './broadcast';
export { clip } from './clip';
export { sign } from './sign';
export { transpose } from './transpose';

// What the module exports: functions over addresses in the host's memory. No static data, no allocation, no state.
export { gemm, gemmScratchBytes } from './gemm';
export { conv2d, conv2dBackpropFilter, conv2dBackpropInput, conv2dScratchBytes } from './conv2d';
export { maxPoolGradient } from './max-pool';
export { randomUniform } from './random';

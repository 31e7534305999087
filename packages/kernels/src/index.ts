// @nn101/kernels: what tfjs-backend-wasm lacks for training. Start with register.ts; the arithmetic is in assembly/.
export * from './graph/index.ts';
export { type RandomTensorOptions, randomNormal, randomUniform } from './random-tensors.ts';
export { type RegisterOptions, type Registration, registerTrainingKernels } from './register.ts';

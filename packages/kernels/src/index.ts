// @nn101/kernels: what tfjs-backend-wasm lacks for training. Start with register.ts; the arithmetic is in assembly/.

export { type RegisterOptions, type Registration, registerTrainingKernels } from './backend/register.ts';
export * from './graph/index.ts';
export { type RandomTensorOptions, randomNormal, randomUniform } from './random-numbers/random-tensors.ts';

// For tests: every test of the calling file runs on tfjs' 'wasm' backend with the training kernels.
import '@tensorflow/tfjs-backend-wasm';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll } from 'vitest';
import { type Registration, registerTrainingKernels } from '../backend/register.ts';
import { arithmeticUnderTest } from './arithmetic-under-test.ts';

export function useWasm(): void {
  const arithmetic = arithmeticUnderTest();
  let registration: Registration | undefined;
  beforeAll(async () => {
    await setBackend('wasm');
    await ready();
    registration = registerTrainingKernels({ arithmetic });
  });
  afterAll(() => registration?.undo());
}

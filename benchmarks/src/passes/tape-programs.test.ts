// Every program of the list runs, forward and back; how long they take is no test's business.
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-layers';
import { registerTrainingKernels } from '@nn101/kernels';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { measurePasses } from './measure-passes.ts';
import { tapePrograms } from './tape-programs.ts';

test('every program has its name once, runs, and gives as many passes as it has ways', async () => {
  await tf.setBackend('wasm');
  registerTrainingKernels();
  const programs = tapePrograms({ matrix: [66, 66], images: [2, 4, 4, 8], volumes: [1, 4, 4, 4, 5] });
  const names = programs.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  const before = tf.memory().numTensors;
  for (const program of programs) {
    const { forward, backward } = measurePasses(program, 1);
    expect(forward, program.name).toBeGreaterThan(0);
    expect(backward === undefined, program.name).toBe(program.isFlat);
  }
  expect(tf.memory().numTensors).toBe(before);
});

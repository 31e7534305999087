// How errors of a worker arrive, after the algorithm that transfers messages between threads.
import { KernelError } from '@nn101/kernels/graph';
import { expect, test } from 'vitest';
import { TrainError } from '../train-error.ts';
import { errorOf, failureOf } from './messages.ts';

const sent = (error: unknown) => errorOf(structuredClone(failureOf(error)));

test.each([
  [new TrainError('INVALID_AUGMENTATION', 'a step too far'), TrainError, 'INVALID_AUGMENTATION'],
  [new KernelError('OUT_OF_MEMORY', 'full'), KernelError, 'OUT_OF_MEMORY'],
  [new RangeError('beyond'), Error, undefined],
])('%s keeps class, code, message and stack', (error, kind, code) => {
  const come = sent(error);
  expect(come).toBeInstanceOf(kind);
  expect(come).toMatchObject({ name: error.name, message: error.message, stack: error.stack });
  expect('code' in come ? come.code : undefined).toBe(code);
});

test('causes are included, down to the last, and other values become text', () => {
  const cause = new KernelError('OUT_OF_MEMORY', 'full', { cause: new RangeError('grow') });
  const come = sent(new TrainError('STEP_FAILED', 'a step', { cause }));
  expect(come.cause).toBeInstanceOf(KernelError);
  expect(come.cause).toMatchObject({ code: 'OUT_OF_MEMORY', cause: { name: 'RangeError', message: 'grow' } });
  expect(sent('a text').message).toBe('a text');
});

import { DatasetError } from '@nn101/datasets';
import { ModelError } from '@nn101/models/graph';
import { ScratchError } from '@nn101/scratch';
import { TrainError } from '@nn101/train/graph';
import { describe, expect, test } from 'vitest';
import { CliError, interruptedMessage } from './cli-error.ts';
import { describeFailure } from './describe-failure.ts';

describe('the exit code of', () => {
  test.each([
    ['a run that exists', new CliError('RUN_EXISTS', 'x'), 1],
    ['an impossible value', new CliError('USAGE', 'x'), 2],
    ['too low an accuracy', new CliError('BELOW_MINIMUM', 'x'), 4],
    ['missing data', new DatasetError('DATA_MISSING', 'x'), 3],
    ['damaged data', new DatasetError('CHECKSUM_MISMATCH', 'x'), 3],
    ['damaged bytes', new DatasetError('PARSE_IDX', 'x'), 3],
    ['a cache that cannot be written', new DatasetError('CACHE_UNWRITABLE', 'x'), 1],
    ['a full disk', new DatasetError('CACHE_FULL', 'x'), 1],
    ['an unknown model', new ModelError('UNKNOWN_MODEL', 'x'), 2],
    ['a diverging training', new TrainError('LOSS_NOT_FINITE', 'x'), 1],
    ['an augmentation that cannot be read', new TrainError('INVALID_AUGMENTATION', 'x'), 2],
    ['Ctrl-C during a download', new DatasetError('ABORTED', 'x'), 130],
    ['Ctrl-C during training', new TrainError('ABORTED', 'x'), 130],
    ['an argument of the network from scratch', new ScratchError('INVALID_ARGUMENT', 'x'), 2],
    ['a bug', new TypeError('x is not a function'), 1],
    ['something that is no error', 'x', 1],
  ])('%s', (_, error, code) => {
    expect(describeFailure(error).exitCode).toBe(code);
  });
});

test('a reason for stopping counts, also when a package has wrapped it', () => {
  const cause = new CliError('OUTPUT_LOST', 'The results are lost.');
  expect(describeFailure(new TrainError('ABORTED', 'Stopped.', { cause }))).toEqual({
    code: 'OUTPUT_LOST',
    message: 'The results are lost.',
    exitCode: 1,
  });
  expect(describeFailure(new DOMException('gone', 'AbortError')).message).toBe(interruptedMessage);
});

test('an engine that runs out of memory is reported as such', () => {
  const sentence = /not enough memory.*--batch-size/;
  expect(describeFailure(new WebAssembly.RuntimeError('Aborted(). Build with')).message).toMatch(sentence);
  expect(describeFailure(new RangeError('Array buffer allocation failed')).message).toMatch(sentence);
});

test('the figures of the packages reach the user, with a remedy for the command line', () => {
  const error = Object.assign(
    new Error('The memory is full: 16.5 MiB more were asked for, it holds 2.0 MiB. Use a smaller batch.'),
    {
      name: 'KernelError',
      code: 'OUT_OF_MEMORY',
    },
  );
  const expected = {
    code: 'OUT_OF_MEMORY',
    message:
      'The memory is full: 16.5 MiB more were asked for, it holds 2.0 MiB. Use a smaller --batch-size, fewer --units, --workers 1, or --limit the images.',
    exitCode: 1,
  };
  expect(describeFailure(error)).toEqual(expected);
  const stopped = new CliError('RUN_STOPPED', 'Resume with: x', { cause: error });
  expect(describeFailure(stopped)).toEqual({ ...expected, message: 'Resume with: x' });
});

test('scripts get the code of the cause when a run stopped', () => {
  const cause = new CliError('INTERRUPTED', 'x');
  expect(describeFailure(new CliError('RUN_STOPPED', 'y', { cause }))).toMatchObject({
    code: 'INTERRUPTED',
    exitCode: 130,
  });
  expect(describeFailure(new TypeError('x'))).toMatchObject({ code: 'UNEXPECTED' });
});

test('a message stays on one line', () => {
  expect(describeFailure(new DatasetError('DATA_MISSING', 'a\n  b')).message).toBe('a b');
});

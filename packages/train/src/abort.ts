// Stopping between two steps.
import { check } from './check.ts';
import { TrainError } from './train-error.ts';

/** @throws TrainError `ABORTED` with the signal's reason as cause, once the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new TrainError(
    'ABORTED',
    'Stopped by the AbortSignal. The model keeps the weights of the last step.',
    {
      cause: signal.reason,
    },
  );
}

/** @throws TrainError `INVALID_ARGUMENT` unless it is a signal or left out */
export function checkSignal(signal: AbortSignal | undefined): void {
  check.that(signal === undefined || typeof signal?.aborted === 'boolean', 'signal', {
    expected: 'an AbortSignal',
    value: signal,
  });
}

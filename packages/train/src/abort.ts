// Stopping between two steps.
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

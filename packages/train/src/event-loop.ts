// What happens between two steps: the event loop gets its turn, and an abort signal is honoured.
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

/**
 * Resolves after the tasks that wait in the event loop. A resolved promise alone would not do: microtasks run
 * before any timer, signal or frame.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    // A message comes at once, where a browser holds nested timers back for 4 ms.
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

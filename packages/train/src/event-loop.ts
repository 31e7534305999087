// What happens between two steps: yielding to the event loop, and checking the abort signal.
import { check } from './check.ts';
import { TrainError } from './train-error.ts';

/** @throws TrainError `ABORTED`, with the signal's reason as cause, if the signal is aborted */
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

/** @throws TrainError `INVALID_ARGUMENT` for a value that is neither an AbortSignal nor undefined */
export function checkSignal(signal: AbortSignal | undefined): void {
  check.that(signal === undefined || typeof signal?.aborted === 'boolean', 'signal', {
    expected: 'an AbortSignal',
    value: signal,
  });
}

/**
 * Resolves after the tasks that are pending in the event loop. A resolved promise is not enough: microtasks run before any
 * timer, signal or frame.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    // Messages are delivered at once, whereas browsers delay nested timers by 4 ms.
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

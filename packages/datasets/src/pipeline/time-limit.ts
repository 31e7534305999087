// The time that a request may take to go on: it is aborted when that runs out, or when the caller wants.
import { reasonOf } from '../error.ts';
import { SourceError } from './source.ts';

/** Aborts a request when the caller does, or when a time runs out. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Gives this long from now on; `reason` is said when it was not enough. */
  restart(milliseconds: number, reason: string): void;
  pause(): void;
  stop(): void;
  /** The reason in words for an error the request ended with, before its answer or within. Another try may do better. */
  explain(error: unknown, unreachable?: 'unreachable'): SourceError;
}

/** A limit that is not running yet. */
export function createTimeLimit(outer: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const forward = () => controller.abort(outer?.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timedOut: string | undefined;
  if (outer?.aborted) forward();
  outer?.addEventListener('abort', forward);
  return {
    signal: controller.signal,
    restart(milliseconds, reason) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timedOut = `${reason} for ${milliseconds / 1000} s`;
        controller.abort();
      }, milliseconds);
    },
    pause: () => clearTimeout(timer),
    stop() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', forward);
    },
    explain(error, unreachable) {
      if (error instanceof SourceError) return error;
      // fetch says only "fetch failed", by a TypeError; what happened is in its cause.
      const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
      const reason = timedOut ?? (reasonOf(cause) || 'the connection failed');
      const isUnreachable = unreachable !== undefined;
      return new SourceError(reason, { cause: error, retryAfter: 0, isUnreachable });
    },
  };
}

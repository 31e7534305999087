// A mirror or origin on a web server: one GET per file, given up when it goes quiet.
import { reasonOf } from '../error.ts';
import { type Source, SourceError } from './source.ts';

/** How long a server may be quiet, in milliseconds. */
export interface Timeouts {
  /** Until the response's headers are there. Default 15,000. */
  readonly headers: number;
  /** Between two pieces of the body. Default 20,000. */
  readonly stall: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { headers: 15_000, stall: 20_000 };

export interface HttpSourceOptions {
  /** Directory of the files, with or without a final slash. */
  readonly url: string;
  readonly isMirror: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly timeouts: Timeouts;
}

/** A server directory as a source. Public origins must be `https:`; a configured mirror may be `http:`. */
export function httpSource({ url, isMirror, fetch, timeouts }: HttpSourceOptions): Source {
  return {
    label: url,
    isRemote: true,
    isMirror,
    async open(name, signal) {
      if (!isMirror && !url.startsWith('https:')) throw new SourceError('not https');
      const guard = createGuard(signal);
      try {
        guard.restart(timeouts.headers, 'no answer');
        const response = await fetch(`${url.replace(/\/?$/, '/')}${name}`, { signal: guard.signal });
        const body = checked(response, url);
        return { total: announcedLength(response), chunks: read(body, guard, timeouts.stall) };
      } catch (error) {
        guard.stop();
        throw signal?.aborted ? error : guard.explain(error);
      }
    },
  };
}

function checked(response: Response, asked: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const problem = !response.ok
    ? `HTTP ${response.status}`
    : asked.startsWith('https:') && !response.url.startsWith('https:')
      ? 'it redirects from https to http'
      : response.body === null && 'an empty answer';
  if (response.body !== null && !problem) return response.body;
  // Frees the connection; nothing hangs upon whether that works.
  response.body?.cancel().catch(() => undefined);
  throw new SourceError(problem || 'an empty answer');
}

function announcedLength(response: Response): number | undefined {
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  // With a content encoding the length is that of the encoded bytes, and what we see are the decoded ones.
  return response.headers.has('content-encoding') || !(length >= 0) ? undefined : length;
}

async function* read(body: ReadableStream<Uint8Array<ArrayBuffer>>, guard: Guard, stall: number) {
  const reader = body.getReader();
  try {
    for (;;) {
      guard.restart(stall, 'it stalled');
      const { done, value } = await reader.read();
      // Whoever takes the bytes may be slow: only the server is timed.
      guard.pause();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw guard.explain(error);
  } finally {
    guard.stop();
    reader.cancel().catch(() => undefined);
  }
}

/** Aborts a request when the caller does, or when a time runs out. */
interface Guard {
  readonly signal: AbortSignal;
  restart(milliseconds: number, reason: string): void;
  pause(): void;
  stop(): void;
  /** The reason in words for an error the request ended with. */
  explain(error: unknown): SourceError;
}

function createGuard(outer: AbortSignal | undefined): Guard {
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
    explain(error) {
      if (error instanceof SourceError) return error;
      // fetch says only "fetch failed"; what happened is in its cause.
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      return new SourceError(timedOut ?? reasonOf(cause), { cause: error });
    },
  };
}

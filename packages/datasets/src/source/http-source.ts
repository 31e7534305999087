// A mirror or origin on a web server: one GET per file, continuing where the last one stopped, and given up when the
// server stalls or is too slow. Requests: ./http-request.ts; failures and retries: ../pipeline/download-file.ts.
import { platform } from '#platform';
import { reasonOf } from '../error.ts';
import {
  discard,
  fetchFollowingRedirects,
  rangeHeaders,
  responseRange,
  retryAfter,
  validatorOf,
} from './http-request.ts';
import { type OpenFile, type OpenRequest, type Source, SourceError } from './source.ts';

/** How long servers may take, in milliseconds. */
export interface Timeouts {
  /** Until the response headers arrive. Default 15,000. */
  readonly headers: number;
  /** Between two chunks of the body. Default 20,000. */
  readonly stall: number;
  /** Over which the rate is measured: a server that is too slow for that long is given up. Default 20,000. */
  readonly rateWindow?: number;
  /** Before the first retry, doubled before each further one. Default 1,000. */
  readonly retryDelay?: number;
}

export const DEFAULT_TIMEOUTS: Required<Timeouts> = {
  headers: 15_000,
  stall: 20_000,
  rateWindow: 20_000,
  retryDelay: 1_000,
};

export interface HttpSourceOptions {
  /** Directory of the files, with or without a final slash. */
  readonly url: string;
  readonly isMirror: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly timeouts: Timeouts;
}

/** A server directory as a source. Public origins must be `https:`; a configured mirror may be `http:`. */
export function httpSource(options: HttpSourceOptions): Source {
  const { url, isMirror } = options;
  return {
    label: url,
    isRemote: true,
    isMirror,
    async open(name, request = {}) {
      if (!isMirror && !url.startsWith('https:')) throw new SourceError('not https');
      const limit = createTimeLimit(request.signal);
      try {
        return await openFile(`${url.replace(/\/?$/, '/')}${name}`, { ...options, request, limit });
      } catch (error) {
        limit.stop();
        throw request.signal?.aborted ? error : limit.explain(error, 'unreachable');
      }
    },
  };
}

interface Job extends HttpSourceOptions {
  readonly request: OpenRequest;
  readonly limit: TimeLimit;
}

async function openFile(address: string, job: Job): Promise<OpenFile> {
  const { request, limit, fetch, timeouts } = job;
  const ask = (headers: Record<string, string>) => {
    limit.restart(timeouts.headers, 'no answer');
    return fetchFollowingRedirects(
      { url: address, headers, signal: limit.signal, fetch },
      platform.redirects,
    );
  };
  // A conditional request to another site needs a CORS preflight, which most sites refuse. The checksum decides whether
  // the bytes belong together.
  const conditions = platform.needsCors ? { ...request, validator: undefined } : request;
  let response = await ask(rangeHeaders(conditions));
  let range = responseRange(response, request);
  if (range === undefined) {
    discard(response);
    response = await ask({});
    range = responseRange(response, {}) ?? { from: 0, total: undefined };
  }
  const isWhole = range.from > 0 && range.from === range.total;
  if (isWhole) {
    discard(response);
    limit.stop();
  }
  const chunks = isWhole ? nothing() : read(bodyOf(response), job);
  const isDecoded = response.headers.has('content-encoding');
  return { ...range, chunks, isDecoded, validator: isDecoded ? undefined : validatorOf(response) };
}

async function* nothing(): AsyncGenerator<Uint8Array<ArrayBuffer>> {}

function bodyOf(response: Response): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (response.ok && response.body !== null) return response.body;
  discard(response);
  const reason = response.ok ? 'an empty answer' : `HTTP ${response.status}`;
  const isMissing = response.status === 404 || response.status === 410;
  throw new SourceError(reason, { retryAfter: retryAfter(response, Date.now()), isMissing });
}

async function* read(body: ReadableStream<Uint8Array<ArrayBuffer>>, { limit, timeouts, request }: Job) {
  const reader = body.getReader();
  const { rateWindow = DEFAULT_TIMEOUTS.rateWindow } = timeouts;
  let [waited, bytes] = [0, 0];
  try {
    for (;;) {
      limit.restart(timeouts.stall, 'it stalled');
      const start = performance.now();
      const { done, value } = await reader.read();
      // The consumer may be slow. Only the server is timed.
      limit.pause();
      if (done) return;
      waited += performance.now() - start;
      bytes += value.length;
      if (waited >= rateWindow) {
        requireRate((bytes / waited) * 1000, request.minimumRate ?? 0);
        [waited, bytes] = [0, 0];
      }
      yield value;
    }
  } catch (error) {
    throw limit.explain(error);
  } finally {
    limit.stop();
    reader.cancel().catch(() => undefined);
  }
}

function requireRate(rate: number, minimum: number): void {
  if (rate >= minimum) return;
  throw new SourceError(`it is too slow, ${Math.round(rate)} bytes per second`, { retryAfter: 0 });
}

/** Aborts a request when the caller does, or when the server takes too long. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Restarts the limit. `reason` describes the failure if it expires. */
  restart(milliseconds: number, reason: string): void;
  pause(): void;
  stop(): void;
  /** Converts an error of the request to a SourceError that may be retried, before its response or within it. */
  explain(error: unknown, unreachable?: 'unreachable'): SourceError;
}

/** Creates a limit that is not running yet. */
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
      // fetch only reports "fetch failed", as a TypeError. The reason is in its cause.
      const cause = error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
      const reason = timedOut ?? (reasonOf(cause) || 'the connection failed');
      const isUnreachable = unreachable !== undefined;
      return new SourceError(reason, { cause: error, retryAfter: 0, isUnreachable });
    },
  };
}

// A worker thread as its parent sees it (Endpoint), and the parent as the worker sees it (Port). threads.node.ts and
// threads.browser.ts implement the first, port.node.ts and port.browser.ts the second; package.json chooses between them.
import type { Request, Response } from './messages.ts';

export interface Endpoint {
  post(request: Request): void;
  /** Ends the worker, whatever it is doing. */
  terminate(): Promise<void>;
}

export interface EndpointListener {
  onResponse(response: Response): void;
  /** The worker ended, or never began; `reason` says why. Not called after terminate(). */
  onFailure(reason: string, cause?: unknown): void;
}

export type CreateEndpoint = (listener: EndpointListener) => Endpoint;

/** The other side: what the worker is given to talk to. */
export interface Port {
  onRequest(handle: (request: Request) => void): void;
  /** `transfer`: buffers that move instead of being copied. */
  post(response: Response, transfer: readonly ArrayBuffer[]): void;
}

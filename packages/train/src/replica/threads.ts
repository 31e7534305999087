// A worker thread as its parent uses it (Endpoint), and the parent as the worker uses it (Port). threads.node.ts and
// threads.browser.ts implement the first, port.node.ts and port.browser.ts the second; package.json chooses between them.
import type { Request, Response } from './messages.ts';

export interface Endpoint {
  post(request: Request): void;
  /** Terminates the worker at once, even during a call. */
  terminate(): Promise<void>;
}

export interface EndpointListener {
  onResponse(response: Response): void;
  /** Called when the worker ends or cannot start, with the reason. Not called after terminate(). */
  onFailure(reason: string, cause?: unknown): void;
}

export type CreateEndpoint = (listener: EndpointListener) => Endpoint;

/** The worker's side of the connection. */
export interface Port {
  onRequest(handle: (request: Request) => void): void;
  /** `transfer`: buffers that are moved instead of copied. */
  post(response: Response, transfer: readonly ArrayBuffer[]): void;
}

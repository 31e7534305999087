// The entry of the training worker, and the only file that depends on running in one. The requests are handled in
// request-handlers.ts.
import '../../state/web-crypto.ts';
import type { Request } from '../messages.ts';
import { createRequestHandler } from './request-handlers.ts';

const handle = createRequestHandler({
  post: (message) => self.postMessage(message),
  loadNetworkHandlers: () => import('./network-handlers.ts'),
});

self.addEventListener('message', ({ data }: MessageEvent<Request>) => void handle(data));

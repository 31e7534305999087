// The training worker's entry: the only file that knows that it is one. What it answers: request-handlers.ts.
import '../../state/web-crypto.ts';
import type { Request } from '../messages.ts';
import { createDesk } from './request-handlers.ts';

const desk = createDesk({
  post: (message) => self.postMessage(message),
  loadEngine: () => import('./network-handlers.ts'),
});

self.addEventListener('message', ({ data }: MessageEvent<Request>) => void desk(data));

// The training worker's entry: the only file that knows that it is one. What it answers: desk.ts.
import '../state/web-crypto.ts';
import { createDesk } from './desk.ts';
import type { Request } from './messages.ts';

const desk = createDesk({
  post: (message) => self.postMessage(message),
  loadEngine: () => import('./engine.ts'),
});

self.addEventListener('message', ({ data }: MessageEvent<Request>) => void desk(data));

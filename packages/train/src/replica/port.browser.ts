// The port of a web worker to its page.

import type { Request } from './messages.ts';
import type { Port } from './threads.ts';

export const port: Port = {
  onRequest: (handle) => {
    self.onmessage = ({ data }: MessageEvent<Request>) => handle(data);
  },
  post: (response, transfer) => {
    self.postMessage(response, { transfer: [...transfer] });
  },
};

// A page's worker speaks to the page.
import type { Port } from './endpoint.ts';
import type { Request } from './messages.ts';

export const port: Port = {
  onRequest: (handle) => {
    self.onmessage = ({ data }: MessageEvent<Request>) => handle(data);
  },
  post: (response, transfer) => {
    self.postMessage(response, { transfer: [...transfer] });
  },
};

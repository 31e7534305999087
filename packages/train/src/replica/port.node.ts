// The port of a thread of Node to its parent.
import { parentPort } from 'node:worker_threads';
import type { Request } from './messages.ts';
import type { Port } from './threads.ts';

export const port: Port = {
  onRequest: (handle) => {
    parentPort?.on('message', (request: Request) => handle(request));
  },
  post: (response, transfer) => {
    parentPort?.postMessage(response, [...transfer]);
  },
};

// Threads of a web page: web workers.

import type { Response } from './messages.ts';
import type { CreateEndpoint } from './threads.ts';

export const createEndpoint: CreateEndpoint = ({ onResponse, onFailure }) => {
  // Bundlers recognise this expression, whole, and put the worker's file beside the page's.
  const worker = new Worker(new URL('./replica-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Response>) => onResponse(data);
  worker.onmessageerror = (event) => onFailure('it sent what cannot be read', event);
  worker.onerror = (event) => {
    event.preventDefault();
    onFailure(event.message || 'its file could not be loaded or run', event);
  };
  return {
    post: (request) => worker.postMessage(request),
    terminate: async () => {
      worker.onerror = null;
      worker.terminate();
    },
  };
};

/** How many threads this page can run at once; browsers may report fewer than there are. */
export const cores = (): number => navigator.hardwareConcurrency || 1;

// The threads of a web page: web workers.

import type { Response } from './messages.ts';
import type { CreateEndpoint } from './threads.ts';

export const createEndpoint: CreateEndpoint = ({ onResponse, onFailure }) => {
  // Bundlers recognise exactly this expression and emit the worker's file beside the page's.
  const worker = new Worker(new URL('./replica-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }: MessageEvent<Response>) => onResponse(data);
  worker.onmessageerror = (event) => onFailure('it sent a message that cannot be deserialized', event);
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

/** Number of threads that this page can run at once; browsers may report fewer than there are. */
export const cores = (): number => navigator.hardwareConcurrency || 1;

// Workers of a web page.
import type { CreateEndpoint } from './endpoint.ts';
import type { Response } from './messages.ts';

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

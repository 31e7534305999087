// The threads of Node.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { workerOptions, workerUrl } from '#replica-worker-url';
import type { Response } from './messages.ts';
import type { CreateEndpoint } from './threads.ts';

export const createEndpoint: CreateEndpoint = ({ onResponse, onFailure }) => {
  const worker = new Worker(workerUrl, workerOptions);
  let over = false;
  const fail = (reason: string, cause?: unknown) => {
    if (over) return;
    over = true;
    onFailure(reason, cause);
  };
  worker.on('message', (response: Response) => onResponse(response));
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error), error));
  worker.on('messageerror', (error) => fail('it sent a message that cannot be deserialized', error));
  worker.on('exit', (code) => fail(`it ended with exit code ${code}`));
  return {
    post: (request) => worker.postMessage(request),
    terminate: async () => {
      over = true;
      await worker.terminate();
    },
  };
};

/** Number of threads that this process can run at once. */
export const cores: () => number = availableParallelism;

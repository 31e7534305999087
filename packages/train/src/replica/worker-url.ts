// The location of the worker's file, for Node.

import type { WorkerOptions } from 'node:worker_threads';

export const workerOptions: WorkerOptions = {};

export const workerUrl = new URL('./replica-worker.js', import.meta.url);

// Where the worker's file is while the package runs from its sources: a thread of Node 20 takes no TypeScript, so that it
// gets the build.

import type { WorkerOptions } from 'node:worker_threads';

// The condition that leads the tests to the sources would lead the build there as well.
export const workerOptions: WorkerOptions = { execArgv: [] };

export const workerUrl = new URL('../../dist/replica/replica-worker.js', import.meta.url);

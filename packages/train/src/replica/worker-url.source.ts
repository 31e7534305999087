// The location of the worker's file while the package runs from its sources: a thread of Node 20 cannot run TypeScript, so
// it runs the build.

import type { WorkerOptions } from 'node:worker_threads';

// The condition that resolves imports to the sources in tests would do so in the build as well.
export const workerOptions: WorkerOptions = { execArgv: [] };

export const workerUrl = new URL('../../dist/replica/replica-worker.js', import.meta.url);

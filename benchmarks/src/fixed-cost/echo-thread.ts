// A thread that sends back every message: which measure-threads.ts wakes.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (message: unknown) => parentPort?.postMessage(message));

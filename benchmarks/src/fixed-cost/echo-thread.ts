// A thread that sends back every message: what measure-wake-ups.ts wakes.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (message: unknown) => parentPort?.postMessage(message));

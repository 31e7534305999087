// How many threads this process can run at once, in Node.
import { availableParallelism } from 'node:os';

export const cores: () => number = availableParallelism;

// The machine of a run, for its record.
import os from 'node:os';
import type { Machine } from './run-directory/run-record.ts';

/** Platform, processor, cores and memory of this machine. */
export function thisMachine(): Machine {
  const processors = os.cpus();
  return {
    platform: process.platform,
    architecture: process.arch,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
  };
}

/** Bytes of memory that this process may have: the machine's, or a container's share of it. */
export function availableBytes(): number {
  // 0 and absurdly large numbers mean that there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

// Describes this machine: for the record of a run, and for the check whether a run fits into its memory.
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

/** Memory available to this process, in bytes: the machine's, or a container's limit. */
export function availableBytes(): number {
  // 0 and absurdly large values mean that there is no limit.
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

/** Peak memory of this process so far, in bytes. */
export function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

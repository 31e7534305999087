// The machine of a run, for its record.
import os from 'node:os';
import type { Machine } from './run-record.ts';

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

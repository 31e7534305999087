// Short ways to write rows and records of tests.
import type { BenchmarkRecord, Kind, RowsByKind, TrainingRow } from '../record/benchmark-record.ts';

/** A record of a made-up machine. */
export function recordOf<K extends Kind>(kind: K, rows: readonly RowsByKind[K][]): BenchmarkRecord<K> {
  return {
    format: 'nn101-benchmark',
    formatVersion: 1,
    kind,
    date: '2026-01-02T03:04:05.678Z',
    command: `node benchmarks/dist/x.js ${kind}`,
    machine: {
      platform: 'linux',
      architecture: 'x64',
      processor: 'CPU 1',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
    },
    versions: { node: '20.19.0' },
    rows,
  };
}

/** A measured row; `best` microseconds a sample, half as much again in the median. */
export function measured(engine: string, model: string, best: number): TrainingRow {
  const microsecondsPerSample = { best, median: 1.5 * best };
  const label = engine === 'pytorch-1' ? 'PyTorch 2' : engine;
  return {
    outcome: 'measured',
    engine,
    label,
    model,
    workers: 1,
    batchSize: 128,
    steps: 3,
    microsecondsPerSample,
  };
}

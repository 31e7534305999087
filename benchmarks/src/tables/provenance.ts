// The sentence under a table that says where its numbers come from.
import type { BenchmarkRecord } from '../record/benchmark-record.ts';

export function provenance({ kind, date, command, machine, versions }: BenchmarkRecord): string {
  const { processor, cores, memoryBytes } = machine;
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GiB`;
  const file = `${kind}-${date.slice(0, 16).replace(':', '-')}.json`;
  return (
    `Measured on ${date.slice(0, 10)}: ${processor}, ${cores} cores, ${memory}, Node ${versions.node}; ` +
    `\`${command}\`, results in \`${file}\`.`
  );
}

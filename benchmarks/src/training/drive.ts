// An engine in a process of its own: node drive.js DRIVER MODEL BATCH_SIZE. Speaks the protocol of engine-process.ts:
// a line "ready" once it has warmed up, then a line for each "step" that it is asked for.
import { createInterface } from 'node:readline';
import { BenchmarkError } from '../benchmark-error.ts';
import { type DriverName, drivers } from './drivers/index.ts';
import type { EngineMessage } from './engine-process.ts';
import { parseTask } from './task.ts';

const [name, model, batchSize] = process.argv.slice(2);

function tell(message: EngineMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function drive(): Promise<void> {
  if (!Object.hasOwn(drivers, name)) throw new BenchmarkError('USAGE', `There is no driver "${name}".`);
  const task = parseTask(model, batchSize);
  const { label, workers, versions, step } = await drivers[name as DriverName](task);
  await step();
  tell({ event: 'ready', label, workers, versions });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'step') break;
    tell({ event: 'step', microsecondsPerSample: (1000 * (await step())) / task.batchSize });
  }
}

try {
  await drive();
} catch (error) {
  tell({ event: 'cannot', why: error instanceof Error ? error.message : String(error) });
}
process.exit(0);

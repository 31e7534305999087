// All rates of a run with a schedule, and their distance from those of PyTorch (torch-schedules.json).
import { readFileSync } from 'node:fs';
import type { Schedule } from '../schedules/schedule.ts';

const torch: { rates: Record<string, number[]> } = JSON.parse(
  readFileSync(new URL('torch-schedules.json', import.meta.url), 'utf8'),
);

/** Returns the rate of each update. */
export function scheduleRates(
  schedule: Schedule,
  run: { updatesPerEpoch: number; epochs: number },
): number[] {
  const { updatesPerEpoch, epochs } = run;
  return Array.from({ length: updatesPerEpoch * epochs }, (_, update) =>
    schedule({ ...run, update, epoch: 1 + Math.floor(update / updatesPerEpoch), history: [] }),
  );
}

/** Returns the largest difference from the rates that PyTorch recorded under a name, relative to the largest rate. */
export function differenceToTorch(rates: readonly number[], name: string): number {
  const expected = torch.rates[name];
  if (expected?.length !== rates.length) throw new Error(`no ${rates.length} rates are recorded for ${name}`);
  const differences = rates.map((rate, i) => Math.abs(rate - expected[i]));
  return Math.max(...differences) / Math.max(...expected);
}

/** PyTorch computes some of its schedules from one rate to the next, and so accumulates rounding errors. */
export const torchTolerance = 1e-14;

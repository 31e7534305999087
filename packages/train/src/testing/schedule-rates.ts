// All rates of a run under a schedule, and how far they are from those of PyTorch (torch-schedules.json).
import { readFileSync } from 'node:fs';
import type { Schedule } from '../schedules/schedule.ts';

const torch: { rates: Record<string, number[]> } = JSON.parse(
  readFileSync(new URL('torch-schedules.json', import.meta.url), 'utf8'),
);

/** The rate of each update. */
export function scheduleRates(
  schedule: Schedule,
  run: { updatesPerEpoch: number; epochs: number },
): number[] {
  const { updatesPerEpoch, epochs } = run;
  return Array.from({ length: updatesPerEpoch * epochs }, (_, update) =>
    schedule({ ...run, update, epoch: 1 + Math.floor(update / updatesPerEpoch), history: [] }),
  );
}

/** The largest difference to the rates that PyTorch recorded under a name, as a share of the largest rate. */
export function differenceToTorch(rates: readonly number[], name: string): number {
  const expected = torch.rates[name];
  if (expected?.length !== rates.length) throw new Error(`no ${rates.length} rates are recorded for ${name}`);
  const differences = rates.map((rate, i) => Math.abs(rate - expected[i]));
  return Math.max(...differences) / Math.max(...expected);
}

/** PyTorch works some of its schedules out from one rate to the next, and so collects rounding errors. */
export const torchTolerance = 1e-14;

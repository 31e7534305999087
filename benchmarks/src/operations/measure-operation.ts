// Times one case on both versions of its kernel, in turns; several times over where it is not plain which is faster.
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { OperationRow } from '../record/benchmark-record.ts';
import { median, significant, type Timing, timing } from '../statistics.ts';
import { timeTurns } from '../time-turns.ts';
import { type KernelCall, type KernelPair, release } from './kernel-pairs.ts';
import { makeInputs, type OperationCase } from './operation-case.ts';

export interface OperationTimes {
  readonly rounds: number;
  readonly turnMilliseconds: number;
  readonly budgetMilliseconds?: number;
  /** How often a case is measured, at most; the middle ratio counts. 1 by default. */
  readonly repeats?: number;
}

/** A ratio that is no accident: no need to measure again. */
const PLAIN = 1.1;

/** The row of a case, and why the stock kernel has no time in it if it could not do the case. */
export function measureOperation(
  pair: KernelPair,
  { operation, times }: { readonly operation: OperationCase; readonly times: OperationTimes },
): OperationRow & { readonly stockFails?: string } {
  const inputs = makeInputs(operation);
  const work = (call: KernelCall) => () =>
    release(call({ inputs, attrs: { ...operation.attrs } as NamedAttrMap }));
  const stockFails = pair.stock && failure(work(pair.stock));
  const compared = pair.stock && !stockFails ? [work(pair.ours), work(pair.stock)] : [work(pair.ours)];
  const runs = repeatedly(compared, times);
  const ours = microseconds(runs.flatMap(([mine]) => mine));
  const stock = compared.length > 1 ? microseconds(runs.flatMap(([, theirs]) => theirs)) : undefined;
  for (const tensor of Object.values(inputs)) tensor.dispose();
  const { kernel, shape } = operation;
  return {
    kernel,
    shape,
    microseconds: ours,
    ...(stock && { stockMicroseconds: stock, ratio: significant(median(runs.map(ratioOf))) }),
    ...(stockFails && { stockFails }),
  };
}

function repeatedly(works: readonly (() => void)[], times: OperationTimes): number[][][] {
  const runs = [timeTurns(works, times)];
  while (works.length > 1 && runs.length < (times.repeats ?? 1) && ratioOf(runs[0]) < PLAIN)
    runs.push(timeTurns(works, times));
  return runs;
}

function ratioOf([ours, stock]: readonly number[][]): number {
  return Math.min(...stock) / Math.min(...ours);
}

function microseconds(milliseconds: readonly number[]): Timing {
  return timing(milliseconds.map((value) => 1000 * value));
}

function failure(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error);
  }
}

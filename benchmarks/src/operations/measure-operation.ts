// Times one case on both versions of its kernel, in turns.
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { OperationRow } from '../record/benchmark-record.ts';
import { significant, type Timing, timing } from '../statistics.ts';
import { timeTurns } from '../time-turns.ts';
import { type KernelCall, type KernelPair, release } from './kernel-pairs.ts';
import { makeInputs, type OperationCase } from './operation-case.ts';

export interface OperationTimes {
  readonly rounds: number;
  readonly turnMilliseconds: number;
  readonly budgetMilliseconds?: number;
}

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
  const [ours, stock] = timeTurns(compared, times).map(microseconds);
  for (const tensor of Object.values(inputs)) tensor.dispose();
  const { kernel, shape } = operation;
  return {
    kernel,
    shape,
    microseconds: ours,
    ...(stock && { stockMicroseconds: stock, ratio: significant(stock.best / ours.best) }),
    ...(stockFails && { stockFails }),
  };
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

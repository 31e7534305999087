// For tests: many small programs on the wasm backend, and again on tfjs' cpu backend, which shares no line with it.
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { env, fill, setBackend, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { expectClose, type Tolerance } from './tolerance.ts';

/** A program by a name that says what it computes. */
export type Programs = Readonly<Record<string, () => Tensor>>;

interface Outcome {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Every program gives the same type, shape and numbers on both; those that cpu refuses do not count. */
export async function expectSameOnCpu(programs: Programs, tolerance: Tolerance): Promise<void> {
  soil();
  const received = outcomes(programs);
  // In Node the cpu backend advertises another one on the console, unless told that this is no development.
  env().set('PROD', true);
  await setBackend('cpu');
  const expected = outcomes(programs);
  await setBackend('wasm');
  const accepted = Object.keys(programs).filter((name) => !(expected[name] instanceof Error));
  expect(accepted.length, 'programs that the cpu backend accepts').toBeGreaterThan(0);
  for (const name of accepted)
    expectSame(name, { received: received[name], expected: expected[name], tolerance });
}

// Memory that was used before holds what is left there: a kernel that does not write its output shows.
function soil(): void {
  for (let size = 1; size < 300; size += 7) tidy(() => fill([size], -1234.5));
}

function outcomes(programs: Programs): Record<string, Outcome | Error> {
  return Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, outcome(program)]));
}

function outcome(program: () => Tensor): Outcome | Error {
  try {
    return tidy(() => {
      const result = program();
      return { dtype: result.dtype, shape: result.shape, values: result.dataSync() };
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

interface Comparison {
  readonly received: Outcome | Error;
  readonly expected: Outcome | Error;
  readonly tolerance: Tolerance;
}

function expectSame(name: string, { received, expected, tolerance }: Comparison): void {
  if (expected instanceof Error) return;
  if (received instanceof Error) expect.fail(`${name}: ${received.message}`);
  expect([received.dtype, ...received.shape], name).toEqual([expected.dtype, ...expected.shape]);
  try {
    // -0 is 0 here: cpu and C disagree on it in places where nothing depends upon it.
    expectClose(
      Array.from(received.values, (x) => x + 0),
      Array.from(expected.values, (x) => x + 0),
      tolerance,
    );
  } catch (error) {
    expect.fail(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

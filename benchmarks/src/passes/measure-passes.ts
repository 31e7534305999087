// How long a program takes forward and back, in passes: the time that the sum of two tensors takes that have as many numbers as
// the larger of what it reads and what it gives.
import * as tf from '@tensorflow/tfjs-core';
import { significant } from '../statistics.ts';
import type { TapeProgram } from './tape-programs.ts';

/** A program's times. */
export interface Passes {
  readonly name: string;
  readonly shape: string;
  readonly forward: number;
  /** Of the gradient alone, without the way forward. */
  readonly backward?: number;
  /** As of the program. */
  readonly operations: number;
}

/** Measures a program `rounds` times, in turns with the sums; the least of each counts. */
export function measurePasses({ name, shape, run, isFlat, operations }: TapeProgram, rounds: number): Passes {
  const x = tf.randomUniform([...shape], -1, 1, 'float32', 2);
  const output = tf.tidy(() => run(x).size);
  const dy = isFlat ? undefined : tf.tidy(() => tf.onesLike(run(x)));
  const [outputs, inputs] = [Math.max(output, x.size), x.size].map((size) => tf.ones([size]));
  const forward = () => run(x);
  const both = () => dy && tf.engine().gradients(() => run(x), [x], dy);
  const works = [forward, both, () => tf.add(outputs, outputs), () => tf.add(inputs, inputs)];
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++)
    for (const [which, work] of works.entries()) least[which] = Math.min(least[which], microseconds(work));
  tf.dispose([x, outputs, inputs, ...(dy ? [dy] : [])]);
  const [ahead, there, pass, back] = least;
  return {
    name,
    shape: `[${shape}]`,
    operations,
    forward: significant(ahead / pass),
    ...(dy && { backward: significant(Math.max(there - ahead, 0) / back) }),
  };
}

// Processor time: what else the machine does takes none of it.
function microseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  tf.tidy(() => {
    work();
  });
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

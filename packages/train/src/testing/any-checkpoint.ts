// Arbitrary checkpoints, for property-based tests.
import fc from 'fast-check';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';

const count = fc.nat();
const number = fc.double().map((value) => value + 0);
const vector = fc.uint8Array({ maxLength: 40 }).map((bytes) => {
  const whole = bytes.slice(0, bytes.length - (bytes.length % 4));
  return new Float32Array(whole.buffer);
});
const record = fc.record({
  epoch: count,
  loss: number,
  accuracy: number,
  metrics: fc.dictionary(fc.string(), number, { maxKeys: 2 }),
  learningRate: number,
  seconds: number,
  microsecondsPerSample: number,
});

/** Arbitrary bits in the vectors, arbitrary numbers in the records, arbitrary names. */
export const anyCheckpoint: fc.Arbitrary<Checkpoint> = fc
  .record({
    fingerprint: fc.string({ unit: 'binary' }),
    position: fc.record({ epoch: count, step: count, updates: count }),
    progress: fc.record(
      {
        ...{ samples: count, lossSum: number, correct: count, milliseconds: number },
        sums: fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 2 }),
      },
      { requiredKeys: ['samples', 'lossSum', 'correct', 'milliseconds'] },
    ),
    history: fc.array(record, { maxLength: 3 }),
    vectors: fc.dictionary(fc.string(), vector, { maxKeys: 4 }),
    best: fc.option(count, { nil: undefined }),
  })
  .map(({ best, ...rest }) => (best === undefined ? rest : { ...rest, bestEpoch: best }));

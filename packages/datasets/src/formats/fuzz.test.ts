// Hostile input: every parser receives damaged files, and returns a valid result or throws a DatasetError, never anything
// else. It never requests memory above the limit. A parser that hangs would exceed the time of the test.
//
// NN101_FUZZ=100000 npx vitest run packages/datasets/src/formats/fuzz.test.ts tries that many inputs for each; NN101_FUZZ_SEED
// selects others. A failure names the input.
import { expect, test } from 'vitest';
import { DatasetError } from '../error.ts';
import { limitAllocations } from '../fixtures/fuzzing/allocation-limit.ts';
import { mutate } from '../fixtures/fuzzing/mutate.ts';
import { LIMIT, type ParserUnderTest, parsers } from '../fixtures/fuzzing/parsers.ts';
import { createRandom } from '../random.ts';
import { SourceError } from '../source/source.ts';

const inputs = Number(process.env.NN101_FUZZ ?? 1000);
const seed = Number(process.env.NN101_FUZZ_SEED ?? 0);
/** Twice the limit of a content, and the buffers of 64 KiB that streams and growing arrays begin with. */
const MOST_BYTES = 4 * LIMIT;

test.each(parsers)('$name', { timeout: 60_000 + inputs * 20 }, async (parser) => {
  const outcomes = { right: 0, refused: 0 };
  const release = limitAllocations(MOST_BYTES);
  try {
    for (let input = 0; input < inputs; input++) outcomes[await outcomeOf(parser, input)]++;
  } finally {
    release();
  }
  expect(outcomes.right + outcomes.refused).toBe(inputs);
  // Were all inputs refused, or none, the damage would be of the wrong kind.
  expect(Math.min(outcomes.right, outcomes.refused)).toBeGreaterThan(0);
});

async function outcomeOf({ name, wholes, codes, read }: ParserUnderTest, input: number) {
  const random = createRandom({ seed, stream: input });
  const bytes = mutate(wholes[input % wholes.length], random);
  const reported = () => `${name}, input ${input} of seed ${seed}: ${Buffer.from(bytes).toString('hex')}`;
  try {
    if (await read(bytes)) return 'right';
  } catch (error) {
    const code =
      error instanceof DatasetError ? error.code : error instanceof SourceError ? 'SOURCE' : undefined;
    if (code !== undefined && codes.includes(code)) return 'refused';
    throw new Error(`${reported()} throws ${error}`, { cause: error });
  }
  throw new Error(`${reported()} gives an impossible result`);
}

test('the limit on memory is one that a parser runs into', () => {
  const release = limitAllocations(100);
  try {
    expect(() => new Float64Array(13)).toThrow('Float64Array of 104 bytes, where 100 are allowed');
    expect(new Uint8Array(100)).toBeInstanceOf(Uint8Array);
  } finally {
    release();
  }
  expect(new Float64Array(13)).toHaveLength(13);
});

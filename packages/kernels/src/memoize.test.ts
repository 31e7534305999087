// What is remembered is what would have been worked out, and no more than a few of them.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Question, remembered } from './memoize.ts';

const asItIs = (question: Question) => question;

describe('remembered', () => {
  it('asks once for equal lists, numbers and words', () => {
    const answer = vi.fn((question: Question) => JSON.stringify(question));
    const ask = remembered(asItIs, answer);
    expect(ask([[1, 2], 3, 'same', undefined])).toBe('[[1,2],3,"same",null]');
    expect(ask([[1, 2], 3, 'same', undefined])).toBe('[[1,2],3,"same",null]');
    expect(answer).toHaveBeenCalledTimes(1);
  });

  it('tells whatever differs', () => {
    const part = fc.oneof(
      fc.array(fc.nat(2), { maxLength: 2 }),
      fc.nat(2),
      fc.constantFrom('same', 'valid', undefined, null),
    );
    const ask = remembered(asItIs, (question: Question) => JSON.stringify(question));
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 3 }), (question) => {
        expect(ask(question)).toBe(JSON.stringify(question));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('does not see a list change that it has been asked about', () => {
    const ask = remembered(asItIs, (question: Question) => JSON.stringify(question));
    const list = [1];
    ask([list]);
    list[0] = 2;
    expect(ask([list])).toBe('[[2]]');
    expect(ask([[1]])).toBe('[[1]]');
  });

  it('forgets all but the latest', () => {
    const answer = vi.fn((question: Question) => question.length);
    const ask = remembered(asItIs, answer);
    for (let number = 0; number <= 16; number++) ask([number]);
    ask([16]);
    expect(answer).toHaveBeenCalledTimes(17);
    ask([0]);
    expect(answer).toHaveBeenCalledTimes(18);
  });

  it('remembers neither errors nor what is not asked about', () => {
    const fails = vi.fn(() => {
      throw new Error('no');
    });
    const ask = remembered(asItIs, fails);
    for (const _ of [1, 2]) expect(() => ask([1])).toThrow('no');
    const answer = vi.fn(() => 1);
    const askNothing = remembered(() => undefined, answer);
    for (const _ of [1, 2]) askNothing([]);
    expect([fails, answer].map((f) => f.mock.calls.length)).toEqual([2, 2]);
  });
});

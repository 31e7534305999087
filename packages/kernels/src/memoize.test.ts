// A cached result equals the one that would be computed, and only a few are kept.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type CacheKey, memoize } from './memoize.ts';

const asItIs = (key: CacheKey) => key;

describe('memoize', () => {
  it('asks once for equal lists, numbers and words', () => {
    const compute = vi.fn((key: CacheKey) => JSON.stringify(key));
    const ask = memoize(asItIs, compute);
    expect(ask([[1, 2], 3, 'same', undefined])).toBe('[[1,2],3,"same",null]');
    expect(ask([[1, 2], 3, 'same', undefined])).toBe('[[1,2],3,"same",null]');
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('tells whatever differs', () => {
    const part = fc.oneof(
      fc.array(fc.nat(2), { maxLength: 2 }),
      fc.nat(2),
      fc.constantFrom('same', 'valid', undefined, null),
    );
    const ask = memoize(asItIs, (key: CacheKey) => JSON.stringify(key));
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 3 }), (key) => {
        expect(ask(key)).toBe(JSON.stringify(key));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('does not see a list change that it has been asked about', () => {
    const ask = memoize(asItIs, (key: CacheKey) => JSON.stringify(key));
    const list = [1];
    ask([list]);
    list[0] = 2;
    expect(ask([list])).toBe('[[2]]');
    expect(ask([[1]])).toBe('[[1]]');
  });

  it('forgets all but the latest', () => {
    const compute = vi.fn((key: CacheKey) => key.length);
    const ask = memoize(asItIs, compute);
    for (let number = 0; number <= 16; number++) ask([number]);
    ask([16]);
    expect(compute).toHaveBeenCalledTimes(17);
    ask([0]);
    expect(compute).toHaveBeenCalledTimes(18);
  });

  it('remembers neither errors nor what is not asked about', () => {
    const fails = vi.fn(() => {
      throw new Error('no');
    });
    const ask = memoize(asItIs, fails);
    for (const _ of [1, 2]) expect(() => ask([1])).toThrow('no');
    const compute = vi.fn(() => 1);
    const askNothing = memoize(() => undefined, compute);
    for (const _ of [1, 2]) askNothing([]);
    expect([fails, compute].map((f) => f.mock.calls.length)).toEqual([2, 2]);
  });
});

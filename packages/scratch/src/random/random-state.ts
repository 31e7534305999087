// NumPy's legacy random numbers (`np.random.RandomState`), so that a seed has the same effect as in a notebook: the Mersenne
// Twister MT19937 (Matsumoto and Nishimura 1998), and NumPy's conversion from its bits to numbers.

import { check } from '../check.ts';
import { ln } from './logarithm.ts';

const WORDS = 624;
const SHIFT = 397;
// Some engines cannot create longer arrays and end the process without an error that could be caught.
const MAX_NUMBERS = 2 ** 26;

/** The state of a {@link RandomState} as plain data, like NumPy's `get_state()`. */
export interface RandomSnapshot {
  /** 624 words of 32 bits. */
  readonly words: readonly number[];
  /** Number of words used since they were last generated, 0 .. 624. */
  readonly position: number;
  /** The second normal number of a pair, kept for the next call, or null. */
  readonly spare: number | null;
}

/**
 * A stream of random numbers, equal to NumPy's `RandomState(seed)`: `rand`, `randint` and `permutation` bit for bit, and `randn`
 * wherever the C library of NumPy rounds its logarithm correctly. Compared with glibc, about one normal number in 3,000 differs,
 * by one or two units in the last place. Not cryptographically secure.
 */
export class RandomState {
  readonly #words = new Uint32Array(WORDS);
  #position = WORDS;
  #spare: number | null = null;

  /** `seed`: 0 .. 2^32 - 1; 0 is a seed like any other. Throws `INVALID_ARGUMENT`. */
  constructor(seed: number) {
    check.wholeNumber('seed', seed, { min: 0, max: 2 ** 32 - 1 });
    const words = this.#words;
    words[0] = seed;
    for (let i = 1; i < WORDS; i++) {
      words[i] = Math.imul(1812433253, words[i - 1] ^ (words[i - 1] >>> 30)) + i;
    }
  }

  /** Returns a stream that continues where `snapshot` was taken. Throws `INVALID_ARGUMENT`. */
  static from(snapshot: RandomSnapshot): RandomState {
    check.record('snapshot', snapshot, '{ words, position, spare }, as snapshot() returns');
    const { words, position, spare } = snapshot;
    check.numbers('words', words, { length: WORDS, min: 0, max: 2 ** 32 - 1 });
    for (const [i, word] of words.entries()) check.wholeNumber(`words[${i}]`, word);
    // If all words were zero, all numbers would be zero, and randn() would never end.
    check.that(words.some(Boolean), 'words', { expected: 'one that is not 0', value: words });
    if (spare !== null) check.number('spare', spare);
    check.wholeNumber('position', position, { min: 0, max: WORDS });
    const random = new RandomState(0);
    random.#words.set(words);
    random.#position = position;
    random.#spare = spare;
    return random;
  }

  /** Returns the state as plain data, for {@link RandomState.from}. */
  snapshot(): RandomSnapshot {
    return { words: [...this.#words], position: this.#position, spare: this.#spare };
  }

  /** Returns `count` numbers, uniform in 0 (included) .. 1 (excluded), multiples of 2^-53. */
  rand(count: number): number[] {
    return this.#draw(count, () => this.#uniform());
  }

  /** Returns `count` numbers, normal with mean 0 and standard deviation 1 (polar method, Marsaglia and Bray 1964). */
  randn(count: number): number[] {
    return this.#draw(count, () => this.#normal());
  }

  /**
   * Returns `count` whole numbers, uniform in 0 .. `below` - 1, with 1 <= below <= 2^32, like NumPy's
   * `randint(below, size=count)`.
   */
  randint(below: number, count: number): number[] {
    check.wholeNumber('below', below, { min: 1, max: 2 ** 32 });
    return this.#draw(count, () => this.#upTo(below - 1));
  }

  /** Returns 0 .. `count` - 1 in random order (Fisher-Yates from the end). */
  permutation(count: number): number[] {
    const order = this.#draw(count, (i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = this.#upTo(i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  #draw(count: number, next: (index: number) => number): number[] {
    check.wholeNumber('count', count, { min: 0, max: MAX_NUMBERS });
    return Array.from({ length: count }, (_, i) => next(i));
  }

  #uniform(): number {
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  #normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    let x: number;
    let y: number;
    let r: number;
    do {
      x = 2 * this.#uniform() - 1;
      y = 2 * this.#uniform() - 1;
      r = x * x + y * y;
    } while (r >= 1 || r === 0);
    const factor = Math.sqrt((-2 * ln(r)) / r);
    this.#spare = factor * x;
    return factor * y;
  }

  /** A number from 0 to maximum, inclusive: draws as many bits as maximum has until the number is not too large. */
  #upTo(maximum: number): number {
    if (maximum === 0) return 0;
    const unused = Math.clz32(maximum);
    for (;;) {
      const value = (this.#word() << unused) >>> unused;
      if (value <= maximum) return value;
    }
  }

  #word(): number {
    if (this.#position === WORDS) this.#generate();
    let y = this.#words[this.#position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  #generate(): void {
    const words = this.#words;
    for (let i = 0; i < WORDS; i++) {
      const y = (words[i] & 0x80000000) | (words[(i + 1) % WORDS] & 0x7fffffff);
      words[i] = words[(i + SHIFT) % WORDS] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#position = 0;
  }
}

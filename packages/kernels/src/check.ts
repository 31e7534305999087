// What this package's functions expect of their arguments, for callers in plain JavaScript. Graphs: network/check-graph.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { KernelError } from './kernel-error.ts';

/** Each check throws a KernelError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new KernelError('INVALID_ARGUMENT', message),
);

/** The integers that 32 bits can hold, with a sign or without. */
const bits32 = { min: -(2 ** 31), max: 2 ** 32 - 1 } as const;

/** An integer of 32 bits. @throws KernelError INVALID_ARGUMENT */
export function checkInteger32(name: string, value: unknown): void {
  check.wholeNumber(name, value, bits32);
}

/** Two integers of 32 bits. @throws KernelError INVALID_ARGUMENT */
export function checkWords(name: string, words: unknown): void {
  const isPair = Array.isArray(words) && words.length === 2;
  check.that(isPair, name, { expected: 'an array of two 32-bit integers', value: words });
  for (const [i, word] of (words as readonly unknown[]).entries()) checkInteger32(`${name}[${i}]`, word);
}

/** An array of whole numbers of `min` or more. @throws KernelError INVALID_ARGUMENT */
export function checkLengths(
  name: string,
  lengths: unknown,
  { min, count }: { readonly min: number; readonly count?: number },
): void {
  const expected = `an array of ${count === undefined ? '' : `${count} `}whole numbers of ${min} or more`;
  const isList = Array.isArray(lengths) && (count === undefined || lengths.length === count);
  check.that(isList, name, { expected, value: lengths });
  for (const [i, length] of (lengths as readonly unknown[]).entries()) {
    check.wholeNumber(`${name}[${i}]`, length, { min });
  }
}

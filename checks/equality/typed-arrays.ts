// Typed arrays are compared by their bytes. Vitest compares them by the names of their elements, which takes seconds for
// a data set or the weights of a network. Who loads this: register.ts.
import { expect } from 'vitest';

/**
 * True for two typed arrays of one type with the same bytes. Undefined for everything else, also for arrays whose bytes
 * differ: Vitest then decides whether they are equal all the same, and shows the difference.
 */
export function haveEqualBytes(a: unknown, b: unknown): true | undefined {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) return undefined;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) || a.byteLength !== b.byteLength)
    return undefined;
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0 || undefined;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

expect.addEqualityTesters([haveEqualBytes]);

// SHA-256 through Web Crypto, which Node and browsers share, and the hash that shows whether two models are equal to the
// bit.

import type { Model } from '../model/model.ts';
import { TrainError } from '../train-error.ts';

/** Returns lower-case hexadecimal. @throws TrainError `NO_WEB_CRYPTO` on a page that is not a secure context */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await sha256Digest(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the 32 bytes. @throws TrainError `NO_WEB_CRYPTO` on a page that is not a secure context */
export async function sha256Digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) {
    throw new TrainError(
      'NO_WEB_CRYPTO',
      'SHA-256 requires Web Crypto, which browsers offer only to secure pages. Serve the page over https or from localhost.',
    );
  }
  return new Uint8Array(await subtle.digest('SHA-256', bytes));
}

/** See `weightsSha256` of the package. */
export async function modelSha256(model: Model): Promise<string> {
  const values = await model.values();
  // Typed arrays have the machine's byte order, which is little-endian on every machine that runs WebAssembly.
  return sha256(new Uint8Array(new Float32Array(values).buffer));
}

// sha256 by Web Crypto, identical in Node and browsers.
import { DatasetError } from '../error.ts';

/** The sha256 as 64 lower-case hexadecimal digits. The bytes must not be in shared memory, which Web Crypto refuses. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers hide Web Crypto from pages loaded over plain http.
  if (globalThis.crypto?.subtle === undefined) {
    throw new DatasetError(
      'UNSUPPORTED',
      'Checksums need Web Crypto, which browsers offer on https pages and localhost only. Serve the page that way.',
    );
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

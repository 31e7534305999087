// sha256 by Web Crypto, the same in Node and browsers.
import { DatasetError } from '../error.ts';

/** 64 lower-case hexadecimal digits. The bytes must not be in shared memory: Web Crypto refuses that. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers hide Web Crypto on pages that came over plain http.
  if (globalThis.crypto?.subtle === undefined) {
    throw new DatasetError(
      'UNSUPPORTED',
      'Checksums need Web Crypto, which browsers offer on https pages and localhost only. Serve the page that way.',
    );
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

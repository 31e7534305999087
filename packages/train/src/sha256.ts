// SHA-256 through Web Crypto, which Node and browsers share.
import { TrainError } from './train-error.ts';

/** Lower-case hexadecimal. @throws TrainError `NO_WEB_CRYPTO` on a page that is not a secure context */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await sha256Digest(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The 32 bytes themselves. @throws TrainError `NO_WEB_CRYPTO` on a page that is not a secure context */
export async function sha256Digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) {
    throw new TrainError(
      'NO_WEB_CRYPTO',
      'SHA-256 needs Web Crypto, which browsers give to secure pages only. Serve the page by https or from localhost.',
    );
  }
  return new Uint8Array(await subtle.digest('SHA-256', bytes));
}

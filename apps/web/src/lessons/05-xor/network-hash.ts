// One number over all weights and biases: two runs that agree in it agree to the bit.
import { flattenParameters, type Network } from '@nn101/scratch';

/** The first 16 hexadecimal digits of sha256 over the parameters; undefined where the page has no Web Crypto. */
export async function networkHash(network: Network): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const parameters = flattenParameters(network);
  const view = new DataView(new ArrayBuffer(8 * parameters.length));
  for (const [i, value] of parameters.entries()) view.setFloat64(8 * i, value, true);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', view.buffer));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

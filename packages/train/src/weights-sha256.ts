// One number that tells whether two trained models are the same to the bit.
import type { Model } from './model/model.ts';
import { sha256 } from './sha256.ts';

/** See `weightsSha256` of the package. */
export async function modelSha256(model: Model): Promise<string> {
  const values = await model.values();
  // Typed arrays have the machine's byte order, which is little-endian wherever WebAssembly runs.
  return sha256(new Uint8Array(new Float32Array(values).buffer));
}

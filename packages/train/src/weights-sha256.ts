// One number that tells whether two trained models are the same to the bit.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkModel } from './check-model.ts';
import { sha256 } from './sha256.ts';

/**
 * SHA-256, in hexadecimal, over the little-endian float32 bytes of all weights in the order of `model.getWeights()`.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_MODEL`; `NO_WEB_CRYPTO` on a page that is not a secure context
 */
export async function weightsSha256(model: LayersModel): Promise<string> {
  checkModel(model);
  const weights = await Promise.all(model.getWeights().map((weight) => weight.data()));
  const values = new Float32Array(weights.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const weight of weights) {
    values.set(weight, offset);
    offset += weight.length;
  }
  // Typed arrays have the machine's byte order, which is little-endian wherever WebAssembly runs.
  return sha256(new Uint8Array(values.buffer));
}

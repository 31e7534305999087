// A model's trainable weights as one flat vector, in Keras' order, as checkpoints hold them.
import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Writes a vector into the model; one that does not fit changes nothing. */
export function writeWeights(model: LayersModel, vector: Float32Array): void {
  const sizes = model.trainableWeights.map(({ shape }) => shape.map((length) => length ?? 1));
  const lengths = sizes.map((shape) => shape.reduce((product, length) => product * length, 1));
  if (lengths.reduce((sum, length) => sum + length, 0) !== vector.length) return;
  let offset = 0;
  tidy(() => {
    model.trainableWeights.forEach((weight, i) => {
      weight.write(tensor(vector.slice(offset, offset + lengths[i]), sizes[i]));
      offset += lengths[i];
    });
  });
}

// A 3x3 convolution, from seven loops to what is shipped.
import * as tf from '@tensorflow/tfjs-core';
import type { AssemblyModule, ConvolutionFunction } from '../assembly-module.ts';
import { randomFloats } from '../random-floats.ts';
import { type ConvolutionSize, naiveConvolution } from './naive.ts';
import type { Ladder, Rung } from './rung.ts';
import { shippedRung } from './shipped.ts';

/** Channels a multiple of 4, filters of 8, pixels of the output of 4. Needs the backend of prepareShipped(). */
export function convolutionLadder(module: AssemblyModule, layer: ConvolutionSize): Ladder {
  const { count, size, channels, filters } = layer;
  const outputs = count * (size - 2) ** 2 * filters;
  const image = randomFloats(count * size * size * channels, 1);
  const filter = randomFloats(9 * channels * filters, 2);
  const [imageAt, filterAt] = [module.place(image), module.place(filter)];
  const outputAt = module.place(new Float32Array(outputs));
  const compiled = (name: string, work: ConvolutionFunction): Rung => ({
    name,
    run: () => work(count, size, channels, filters, imageAt, filterAt, outputAt, module.rest()),
    result: () => module.read(outputAt, outputs),
  });
  const { functions } = module;
  const images = tf.tensor4d(image, [count, size, size, channels]);
  const weights = tf.tensor4d(filter, [3, 3, channels, filters]);
  let first: Float32Array = new Float32Array();
  const ground: Rung = {
    name: 'naive, TypeScript',
    run: () => {
      first = naiveConvolution(layer, image, filter);
    },
    result: () => first,
  };
  return {
    subject: `Convolution 3x3 of ${count} images ${size}x${size}, ${channels} channels to ${filters}`,
    operations: 2 * outputs * 9 * channels,
    rungs: [
      ground,
      compiled('naive, WebAssembly', functions.naiveConvolution),
      compiled('im2col, then a packed product', functions.wholePatchConvolution),
      compiled('im2col by strips', functions.stripConvolution),
      shippedRung('as shipped: Winograd F(4x4, 3x3)', () => tf.conv2d(images, weights, 1, 'valid')),
    ],
  };
}

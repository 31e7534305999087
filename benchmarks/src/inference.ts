// node benchmarks/dist/inference.js: how long predicting one image and many takes, by a network, by a model of tfjs-layers through
// predict(), and by tfjs' own model.predict() on the stock wasm backend, taking turns. Prints a table; writes no file.
import '@tensorflow/tfjs-backend-wasm';
import { parseArgs } from 'node:util';
import { createModel } from '@nn101/models';
import { buildGraph, createNetwork, type NetworkName, networks } from '@nn101/models/graph';
import { predict } from '@nn101/train';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { runProgram } from './run-program.ts';

const names: readonly NetworkName[] = ['mnist-basic', 'mnist-cnn', 'resnet-20'];

type Predictor = (images: Uint8Array, count: number) => Promise<Float32Array>;

await runProgram(async (words) => {
  const { values } = parseArgs({
    args: words,
    options: {
      images: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
    },
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  console.log('| network | images | network | model of tfjs-layers | tfjs, stock wasm | tfjs takes |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const name of names) {
    const predictors = predictorsOf(name);
    for (const count of [1, Number(values.images)]) {
      const images = imagesOf(networks[name].inputShape, count);
      await checkAgreement(predictors, images, count);
      const best = await timeInTurns(predictors, {
        ...{ images, count, rounds: Number(values.rounds) },
        milliseconds: count === 1 ? 1000 * Number(values.seconds) : 0,
      });
      const [network, model, stock] = best.map((time) =>
        time >= 100 ? time.toFixed(0) : time.toPrecision(3),
      );
      const ratio = best[2] / Math.max(best[0], best[1]);
      console.log(
        `| ${name} | ${count} | ${network} ms | ${model} ms | ${stock} ms | ${ratio.toFixed(2)} times as long |`,
      );
    }
  }
});

function predictorsOf(name: NetworkName): Predictor[] {
  const [height, width, channels] = networks[name].inputShape;
  const shapeOf = (count: number) => [count, height, width, channels] as const;
  const network = buildGraph({ network: createNetwork(name), seed: 1 });
  const model: LayersModel = createModel(name, { seed: 1 });
  return [
    (images, count) => predict(network, { images, shape: shapeOf(count) }),
    (images, count) => predict(model, { images, shape: shapeOf(count) }),
    async (images, count) => {
      const input = tf.tidy(() => tf.div(tf.tensor4d(Float32Array.from(images), [...shapeOf(count)]), 255));
      const output = model.predict(input, { batchSize: 128 }) as tf.Tensor;
      const said = await output.data<'float32'>();
      tf.dispose([input, output]);
      return said;
    },
  ];
}

/** Bytes that look like noise. */
function imagesOf(shape: readonly number[], count: number): Uint8Array {
  const length = shape.reduce((product, side) => product * side, count);
  return Uint8Array.from({ length }, (_, i) => ((i * 2654435761) >>> 13) & 255);
}

async function checkAgreement(
  predictors: readonly Predictor[],
  images: Uint8Array,
  count: number,
): Promise<void> {
  const [first, ...others] = await Promise.all(predictors.map((predictor) => predictor(images, count)));
  for (const other of others) {
    const difference = first.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
    if (first.length !== other.length || difference > 1e-3) throw new Error(`they differ by ${difference}`);
  }
}

/** The best time of one call of each, in milliseconds. */
async function timeInTurns(
  predictors: readonly Predictor[],
  work: {
    readonly images: Uint8Array;
    readonly count: number;
    readonly rounds: number;
    /** A turn lasts so long at least. */
    readonly milliseconds: number;
  },
): Promise<number[]> {
  const best = predictors.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < work.rounds; round++) {
    for (const [i, predictor] of predictors.entries()) {
      const end = performance.now() + work.milliseconds;
      do {
        const began = performance.now();
        await predictor(work.images, work.count);
        best[i] = Math.min(best[i], performance.now() - began);
      } while (performance.now() < end);
    }
  }
  return best;
}

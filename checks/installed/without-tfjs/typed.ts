// Networks without tfjs, as a strict TypeScript project uses them: no declaration may ask for a package of tfjs.
import { buildGraph, createNetwork, type NetworkName, type NetworkSpec } from '@nn101/models/graph';
import { evaluate, type FitOptions, fit, type Network, predict, TrainError } from '@nn101/train/graph';

const spec: NetworkSpec = {
  inputs: [{ shape: [2] }],
  layers: [
    { kind: 'dense', units: 4, activation: 'tanh' },
    { kind: 'dense', units: 1 },
  ],
};

export async function learn(inputs: Float32Array, targets: Float32Array): Promise<number | string> {
  const network: Network = buildGraph({ network: spec, seed: 1 });
  const options: FitOptions = { train: { inputs, targets }, epochs: 2, loss: 'mse', metrics: ['mae'] };
  try {
    for await (const event of fit(network, options))
      if (event.type === 'epoch') event.metrics.meanAbsoluteError;
  } catch (error) {
    if (error instanceof TrainError) return error.code;
    throw error;
  }
  const { loss } = await evaluate(network, { inputs, targets }, { loss: 'mse' });
  return loss + (await predict(network, { inputs }))[0];
}

export const named = (name: NetworkName): Network => buildGraph({ network: createNetwork(name) });

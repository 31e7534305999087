// Runs work in tfjs so that a failure leaks no tensors and throws an error of this package. A step: tape-step.ts;
// inference: tape-inference.ts.
import { KernelError } from '@nn101/kernels/graph';
import { engine, sum, type Tensor, tidy, type Variable, variableGrads, zeros } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { TrainError } from '../train-error.ts';
import { readWeights, writeWeights } from './layer-weights.ts';

/**
 * Runs work that applies the model, with or without gradients, in a tidy of its own.
 *
 * @throws KernelError `OUT_OF_MEMORY`; TrainError `STEP_FAILED` with tfjs' error as cause, and the layer's name if known
 */
export function onTape(model: LayersModel, work: () => void): void {
  try {
    tidy(work);
  } catch (error) {
    freeTape();
    throw stepError(error, model);
  }
}

// A tape keeps tensors for the backward pass, and frees them only at its end.
function freeTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) {
    for (const tensor of saved ?? []) if (!tensor.isDisposed) tensor.dispose();
  }
  state.activeTape = [];
}

function stepError(error: unknown, model: LayersModel): unknown {
  if (error instanceof TrainError || error instanceof KernelError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // Compiled code fails like this if its allocations fail, or if a tensor is at the very end of a full memory.
  if (error instanceof WebAssembly.RuntimeError) {
    return new KernelError(
      'OUT_OF_MEMORY',
      "The memory of the 'wasm' backend is full. Use a smaller batch, or dispose tensors that are no longer needed.",
      { cause: error },
    );
  }
  const layer = failingLayer(model, message);
  const where = layer ? ` at layer "${layer.name}" (${layer.getClassName()})` : '';
  return new TrainError(
    'STEP_FAILED',
    `tfjs could not compute this model${where}: ${message.replace(/\.$/, '')}. ` +
      'Replace the layer; if only its gradient is missing, freeze it and all layers before it.',
    { cause: error },
  );
}

/** Returns the first layer that fails with the same message by itself. */
function failingLayer(model: LayersModel, message: string): layers.Layer | undefined {
  const state = readWeights(model.nonTrainableWeights);
  try {
    return model.layers.find((layer) => messageOf(layer) === message);
  } finally {
    writeWeights(model.nonTrainableWeights, state);
  }
}

/** Returns tfjs' message for the layer's gradient for one sample of zeros; undefined if it can compute it. */
function messageOf(layer: layers.Layer): string | undefined {
  const inputs = layer.inboundNodes[0]?.inputTensors ?? [];
  if (inputs.length === 0) return undefined;
  const xs = inputs.map(({ shape }) => tidy(() => zeros(shape.map((length) => length ?? 1)).variable()));
  try {
    tidy(() => {
      const weights = layer.trainableWeights.map((weight) => weight.read() as Variable);
      variableGrads(
        () => sum(layer.apply(xs.length === 1 ? xs[0] : xs, { training: true }) as Tensor),
        [...xs, ...weights],
      );
    });
    return undefined;
  } catch (error) {
    freeTape();
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const x of xs) x.dispose();
  }
}

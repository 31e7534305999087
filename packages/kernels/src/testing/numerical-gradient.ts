// For tests: the proof of a gradient kernel. Each input is moved a little both ways; the slope of the loss between must
// be what tfjs' tape says, with the loss summed up in 64-bit arithmetic, so that only the kernel itself rounds.
// tfjs-core keeps its gradient functions apart; tfjs-layers registers them all.
import '@tensorflow/tfjs-layers';
import { grads, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { randomTensor } from './random-tensor.ts';
import { expectClose, type Tolerance } from './tolerance.ts';

export interface GradientCase {
  /** The operation, from all its inputs to one output. */
  readonly forward: (...inputs: Tensor[]) => Tensor;
  readonly inputs: readonly Tensor[];
  /** How far each input is moved. An operation that is linear in each input takes a large step, and rounds less. */
  readonly step: number;
  readonly tolerance: Tolerance;
  /** Checks every so-manieth number only; all of them by default. */
  readonly every?: number;
}

/** Compares the tape's gradient of Σ output · random with central differences, for the numbers of every input. */
export function expectGradients({ forward, inputs, step, tolerance, every = 1 }: GradientCase): void {
  tidy(() => {
    const weights = randomTensor(forward(...inputs).shape, 7);
    const weightValues = weights.dataSync();
    const lossAt = (moved: readonly Tensor[]) =>
      Array.from(forward(...moved).dataSync()).reduce((loss, y, i) => loss + y * weightValues[i], 0);
    const analytic = grads((...xs: Tensor[]) => sum(mul(forward(...xs), weights)))([...inputs]);
    for (const [which, input] of inputs.entries()) {
      const values = Float32Array.from(input.dataSync());
      const gradient = analytic[which].dataSync();
      const places = Array.from(values.keys()).filter((index) => index % every === 0);
      const slope = (index: number) =>
        tidy(() => {
          const at = (value: number) => inputs.with(which, tensor(values.with(index, value), input.shape));
          const [above, below] = [values[index] + step, values[index] - step].map(Math.fround);
          return (lossAt(at(above)) - lossAt(at(below))) / (above - below);
        });
      expectClose(
        places.map((index) => gradient[index]),
        places.map(slope),
        tolerance,
      );
    }
  });
}

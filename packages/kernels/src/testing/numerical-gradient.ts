// For tests: the proof of a gradient kernel. Each input is moved a little both ways; the slope of the loss between must
// be what tfjs' tape says, with the loss summed up in 64-bit arithmetic, so that only the kernel itself rounds.
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
}

/** Compares the tape's gradient of Σ output · random with central differences, for every element of every input. */
export function expectGradients({ forward, inputs, step, tolerance }: GradientCase): void {
  tidy(() => {
    const weights = randomTensor(forward(...inputs).shape, 7);
    const weightValues = weights.dataSync();
    const lossAt = (moved: readonly Tensor[]) =>
      Array.from(forward(...moved).dataSync()).reduce((loss, y, i) => loss + y * weightValues[i], 0);
    const analytic = grads((...xs: Tensor[]) => sum(mul(forward(...xs), weights)))([...inputs]);
    inputs.forEach((input, which) => {
      const values = input.dataSync();
      const slope = (index: number) =>
        tidy(() => {
          const at = (value: number) =>
            tensor(Float32Array.from(values).fill(value, index, index + 1), input.shape);
          const [above, below] = [Math.fround(values[index] + step), Math.fround(values[index] - step)];
          return (
            (lossAt(inputs.with(which, at(above))) - lossAt(inputs.with(which, at(below)))) / (above - below)
          );
        });
      expectClose(analytic[which].dataSync(), Array.from(values.keys(), slope), tolerance);
    });
  });
}

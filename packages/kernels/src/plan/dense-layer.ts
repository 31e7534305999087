// A dense layer in a plan: a = activation(x W + b).
import { activationCode } from './activation.ts';
import type { DenseSpec } from './layer-spec.ts';
import { allocateOutput, type LanePlace, type LayerSite, type PlanLayer, rowBytes } from './plan-layer.ts';
import { matrix, multiply, transposed } from './product.ts';

export interface DenseOptions {
  /** The last layer's gradient comes from the loss, already by its logits. */
  readonly gradientByLogits: boolean;
}

export function denseLayer(spec: DenseSpec, site: LayerSite, { gradientByLogits }: DenseOptions): PlanLayer {
  const { arena, input, weights } = site;
  const { kernels } = arena;
  const [kernel, bias] = weights;
  const [inputs] = input.shape;
  const { units } = spec;
  const { values, gradient, ...output } = allocateOutput(site, [units]);
  const [x, dx] = [matrix(input.values, inputs), matrix(input.gradient, inputs)];
  const w = matrix(kernel.values, units);
  const [z, dz] = [matrix(values, units), matrix(gradient, units)];
  const rowwise = spec.activation === 'softmax';
  const code = activationCode(spec.activation);
  arena.wishScratch(kernels.gemmScratchBytes());
  const [inputBytes, outputBytes] = [rowBytes(input.shape), rowBytes([units])];

  // Of one part's rows: dW = x' dz, db = the sum of dz.
  function weightGradients({ first, rows: count, gradients, accumulate }: LanePlace): void {
    const [y, dy] = [values + first * outputBytes, gradient + first * outputBytes];
    const db = bias ? gradients + bias.offset : 0;
    kernels.biasActivationGradient(dy, y, count, units, code, db, accumulate);
    const a = transposed(matrix(input.values + first * inputBytes, inputs));
    const to = matrix(gradients + kernel.offset, units);
    multiply(arena, { m: inputs, n: units, k: count, a, b: matrix(dy, units), to, accumulate });
  }

  return {
    output: { ...output, values, gradient },
    weights,
    forward(rows) {
      multiply(arena, { m: rows, n: units, k: inputs, a: x, b: w, to: z });
      kernels.biasActivation(values, rows, units, bias?.values ?? 0, code);
      if (rowwise) kernels.softmax(values, rows, units);
    },
    backward(rows, parts) {
      if (rowwise && !gradientByLogits) kernels.softmaxGradient(gradient, values, rows, units);
      for (const part of parts) weightGradients(part);
      if (input.gradient) multiply(arena, { m: rows, n: inputs, k: units, a: dz, b: transposed(w), to: dx });
    },
  };
}

// A dense layer in a plan: a = activation(x W + b).
import { activationCode } from './activation.ts';
import type { DenseSpec } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';
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
  const [w, dw] = [matrix(kernel.values, units), matrix(kernel.gradient, units)];
  const [z, dz] = [matrix(values, units), matrix(gradient, units)];
  const rowwise = spec.activation === 'softmax';
  const code = activationCode(spec.activation);
  arena.wishScratch(kernels.gemmScratchBytes());
  return {
    output: { ...output, values, gradient },
    forward(rows) {
      multiply(arena, { m: rows, n: units, k: inputs, a: x, b: w, to: z });
      kernels.biasActivation(values, rows, units, bias?.values ?? 0, code);
      if (rowwise) kernels.softmax(values, rows, units);
    },
    backward(rows, accumulate) {
      if (rowwise && !gradientByLogits) kernels.softmaxGradient(gradient, values, rows, units);
      kernels.biasActivationGradient(gradient, values, rows, units, code, bias?.gradient ?? 0, accumulate);
      multiply(arena, { m: inputs, n: units, k: rows, a: transposed(x), b: dz, to: dw, accumulate });
      if (input.gradient) multiply(arena, { m: rows, n: inputs, k: units, a: dz, b: transposed(w), to: dx });
    },
  };
}

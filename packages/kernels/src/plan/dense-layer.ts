// A dense layer in a plan: a = activation(x W + b).
import { activationCode } from './activation.ts';
import type { DenseSpec } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';

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
  const [inputRow, outputRow] = [inputs * 4, units * 4];
  const rowwise = spec.activation === 'softmax';
  const code = activationCode(spec.activation);
  arena.wishScratch(kernels.gemmScratchBytes());
  return {
    output: { ...output, values, gradient },
    forward(rows) {
      const scratch = arena.scratch();
      kernels.gemm(
        rows,
        units,
        inputs,
        input.values,
        inputRow,
        4,
        kernel.values,
        outputRow,
        4,
        values,
        outputRow,
        false,
        scratch,
      );
      kernels.biasActivation(values, rows, units, bias?.values ?? 0, code);
      if (rowwise) kernels.softmax(values, rows, units);
    },
    backward(rows, accumulate) {
      const scratch = arena.scratch();
      if (rowwise && !gradientByLogits) kernels.softmaxGradient(gradient, values, rows, units);
      kernels.biasActivationGradient(gradient, values, rows, units, code, bias?.gradient ?? 0, accumulate);
      // dW = X' dZ, then dX = dZ W'.
      kernels.gemm(
        inputs,
        units,
        rows,
        input.values,
        4,
        inputRow,
        gradient,
        outputRow,
        4,
        kernel.gradient,
        outputRow,
        accumulate,
        scratch,
      );
      if (!input.gradient) return;
      kernels.gemm(
        rows,
        inputs,
        units,
        gradient,
        outputRow,
        4,
        kernel.values,
        4,
        outputRow,
        input.gradient,
        inputRow,
        false,
        scratch,
      );
    },
  };
}

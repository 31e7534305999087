// A dense layer in a plan: a = activation(x W + b).
import { biasAndActivation } from './activation.ts';
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
  const output = allocateOutput(site, [units]);
  const tail = biasAndActivation({ arena, columns: units, activation: spec.activation, bias });
  const gradientTail = gradientByLogits
    ? biasAndActivation({ arena, columns: units, activation: 'linear', bias })
    : tail;
  const [inputRow, outputRow] = [inputs * 4, units * 4];
  arena.wishScratch(kernels.gemmScratchBytes());
  return {
    output,
    forward(rows) {
      const { values } = output;
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
        arena.scratch(),
      );
      tail.forward(values, rows);
    },
    backward(rows, accumulate) {
      const { gradient } = output;
      gradientTail.backward(gradient, output.values, rows, accumulate);
      // W' = X' dZ, then dX = dZ W'.
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
        arena.scratch(),
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
        arena.scratch(),
      );
    },
  };
}

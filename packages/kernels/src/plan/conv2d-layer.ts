// A convolution in a plan: a = activation(x * W + b).
import { activationCode } from './activation.ts';
import { type Conv2DSpec, layerShapes } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';
import { setRows, windowRecord } from './window.ts';

export function conv2dLayer(spec: Conv2DSpec, site: LayerSite): PlanLayer {
  const { arena, input, weights } = site;
  const { kernels } = arena;
  const [kernel, bias] = weights;
  const { out } = layerShapes(spec, input.shape);
  const { values, gradient, ...output } = allocateOutput(site, out);
  const { filters } = spec;
  const pixels = out[0] * out[1];
  const rowwise = spec.activation === 'softmax';
  const code = activationCode(spec.activation);
  const shape = windowRecord(site, { ...spec, window: spec.kernelSize, out });
  arena.wishScratch(kernels.conv2dScratchBytes(shape));
  return {
    output: { ...output, values, gradient },
    forward(rows) {
      setRows(arena, shape, rows);
      kernels.conv2d(shape, input.values, kernel.values, bias?.values ?? 0, code, values, arena.scratch());
      if (rowwise) kernels.softmax(values, rows * pixels, filters);
    },
    backward(rows, accumulate) {
      setRows(arena, shape, rows);
      if (rowwise) kernels.softmaxGradient(gradient, values, rows * pixels, filters);
      kernels.biasActivationGradient(
        gradient,
        values,
        rows * pixels,
        filters,
        code,
        bias?.gradient ?? 0,
        accumulate,
      );
      kernels.conv2dBackward(
        shape,
        input.values,
        kernel.values,
        gradient,
        input.gradient,
        kernel.gradient,
        accumulate,
        arena.scratch(),
      );
    },
  };
}

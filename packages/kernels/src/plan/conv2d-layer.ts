// A convolution in a plan: a = activation(x * W + b).
import { biasAndActivation } from './activation.ts';
import { type Conv2DSpec, layerShapes } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';
import { setRows, windowRecord } from './window.ts';

export function conv2dLayer(spec: Conv2DSpec, site: LayerSite): PlanLayer {
  const { arena, input, weights } = site;
  const { kernels } = arena;
  const [kernel, bias] = weights;
  const { out } = layerShapes(spec, input.shape);
  const output = allocateOutput(site, out);
  const pixels = out[0] * out[1];
  const tail = biasAndActivation({ arena, columns: spec.filters, activation: spec.activation, bias });
  const shape = windowRecord(site, { ...spec, window: spec.kernelSize, out });
  arena.wishScratch(kernels.conv2dScratchBytes(shape));
  return {
    output,
    forward(rows) {
      setRows(arena, shape, rows);
      kernels.conv2d(shape, input.values, kernel.values, output.values, arena.scratch());
      tail.forward(output.values, rows * pixels);
    },
    backward(rows, accumulate) {
      setRows(arena, shape, rows);
      const { gradient } = output;
      tail.backward(gradient, output.values, rows * pixels, accumulate);
      kernels.conv2dBackpropFilter(
        shape,
        input.values,
        gradient,
        kernel.gradient,
        accumulate,
        arena.scratch(),
      );
      if (!input.gradient) return;
      kernels.conv2dBackpropInput(shape, gradient, kernel.values, input.gradient, arena.scratch());
    },
  };
}

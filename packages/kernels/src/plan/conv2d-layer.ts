// A convolution in a plan: a = activation(x * W + b). One that max pooling follows: pooled-conv2d-layer.ts.
import { activationCode } from './activation.ts';
import { type Conv2DSpec, layerShapes } from './layer-spec.ts';
import { allocateOutput, atRow, type LayerSite, type PlanLayer } from './plan-layer.ts';
import { setRows, windowRecord } from './window.ts';

export function conv2dLayer(spec: Conv2DSpec, site: LayerSite): PlanLayer {
  const { arena, input, weights } = site;
  const { kernels } = arena;
  const [kernel, bias] = weights;
  const { filters, activation, kernelSize } = spec;
  const { out } = layerShapes(spec, input.shape);
  const { values: w } = kernel;
  const b = bias?.values ?? 0;
  const pixels = out[0] * out[1];
  const code = activationCode(activation);
  const shape = windowRecord(site, { ...spec, window: kernelSize, out });
  const output = allocateOutput(site, out);
  const { values: a, gradient: da } = output;
  arena.wishScratch(kernels.conv2dScratchBytes(shape));
  return {
    output,
    weights,
    forward(rows) {
      setRows(arena, shape, rows);
      kernels.conv2d(shape, input.values, w, b, code, a, arena.scratch());
      if (activation === 'softmax') kernels.softmax(a, rows * pixels, filters);
    },
    backward(rows, parts) {
      if (activation === 'softmax') kernels.softmaxGradient(da, a, rows * pixels, filters);
      for (const { first, rows: count, gradients, accumulate } of parts) {
        setRows(arena, shape, count);
        const { values: x, gradient: dx } = atRow(input, first);
        const { values: y, gradient: dy } = atRow(output, first);
        const [dw, db] = [gradients + kernel.offset, bias ? gradients + bias.offset : 0];
        kernels.conv2dBackward(shape, x, w, y, code, dy, dx, dw, db, accumulate, arena.scratch());
      }
    },
  };
}

// Max pooling in a plan. Where the convolution before it pools its own outputs (pooled-conv2d-layer.ts), only their place.
import { layerShapes, type MaxPool2DSpec } from './layer-spec.ts';
import { allocateOutput, type LayerSite, type PlanLayer } from './plan-layer.ts';
import { setRows, windowRecord } from './window.ts';

export function maxPoolLayer(spec: MaxPool2DSpec, site: LayerSite): PlanLayer {
  const { arena, input } = site;
  const { kernels } = arena;
  const { out } = layerShapes(spec, input.shape);
  const output = allocateOutput(site, out);
  const shape = windowRecord(site, { ...spec, window: spec.poolSize, out });
  return {
    output,
    weights: [],
    forward(rows) {
      if (!input.values) return;
      setRows(arena, shape, rows);
      kernels.maxPool(shape, input.values, output.values);
    },
    backward(rows) {
      if (!input.gradient) return;
      setRows(arena, shape, rows);
      kernels.maxPoolGradient(shape, output.gradient, input.values, input.gradient);
    },
  };
}

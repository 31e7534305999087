// A convolution with relu that 2x2 max pooling follows: it writes what is pooled, and reads that gradient. Its own outputs,
// four times as much, are kept nowhere.
import { activationCode } from './activation.ts';
import { type Conv2DSpec, elements, layerShapes } from './layer-spec.ts';
import {
  type Activations,
  areFinite,
  atRow,
  type LayerSite,
  type PlanLayer,
  rowBytes,
} from './plan-layer.ts';
import { setRows, windowRecord } from './window.ts';

export interface PoolingSite extends LayerSite {
  /** The outputs of the pooling; it is asked after all layers are made. */
  readonly pooled: () => Activations;
}

/** undefined where the kernels do not do this convolution together with its pooling. */
export function pooledConv2dLayer(spec: Conv2DSpec, site: PoolingSite): PlanLayer | undefined {
  const { arena, input, weights, pooled } = site;
  const { kernels, memory } = arena;
  const [kernel, bias] = weights;
  const { out } = layerShapes(spec, input.shape);
  const [w, b] = [kernel.values, bias?.values ?? 0];
  const relu = activationCode('relu');
  const shape = windowRecord(site, { ...spec, window: spec.kernelSize, out });
  if (!kernels.takesPooling(shape, activationCode(spec.activation))) return undefined;
  const placeBytes = (out[0] >> 1) * (out[1] >> 1) * out[2];
  const places = arena.allocate(placeBytes * site.microBatch);
  const oneRow = arena.allocate(rowBytes(out));
  arena.wishScratch(kernels.conv2dScratchBytes(shape));
  return {
    output: { values: 0, gradient: 0, shape: out },
    weights,
    forward(rows) {
      setRows(arena, shape, rows);
      kernels.pooledConv2d(shape, input.values, w, b, pooled().values, places, arena.scratch());
    },
    backward(_, parts) {
      for (const { first, rows, gradients, accumulate } of parts) {
        setRows(arena, shape, rows);
        const { values: x, gradient: dx } = atRow(input, first);
        const { gradient: dy } = atRow(pooled(), first);
        const [dw, db] = [gradients + kernel.offset, bias ? gradients + bias.offset : 0];
        const at = places + first * placeBytes;
        kernels.pooledConv2dBackward(shape, x, w, at, dy, dx, dw, db, accumulate, arena.scratch());
      }
    },
    hasFiniteOutputs(rows) {
      setRows(arena, shape, 1);
      return Array.from({ length: rows }, (_, row) => row).every((row) => {
        kernels.conv2d(shape, atRow(input, row).values, w, b, relu, oneRow, arena.scratch());
        return areFinite(memory, oneRow, elements(out));
      });
    },
  };
}

// From specifications to layers that know their places in memory.
import type { Arena } from './arena.ts';
import { conv2dLayer } from './conv2d-layer.ts';
import { denseLayer } from './dense-layer.ts';
import { dropoutLayer } from './dropout-layer.ts';
import { elements, type LayerSpec, layerShapes } from './layer-spec.ts';
import { maxPoolLayer } from './max-pool-layer.ts';
import type { Activations, LayerSite, PlanLayer, Weights } from './plan-layer.ts';
import { pooledConv2dLayer } from './pooled-conv2d-layer.ts';
import type { TrainingVectors } from './training-vectors.ts';

export interface Plot {
  readonly arena: Arena;
  readonly specs: readonly LayerSpec[];
  readonly vectors: TrainingVectors;
  readonly microBatch: number;
  readonly input: Activations;
}

/** One layer after the other, each on the output of the one before; flatten is nothing but another shape. */
export function buildLayers({ arena, specs, vectors, microBatch, input: first }: Plot): PlanLayer[] {
  const layers: PlanLayer[] = [];
  let input = first;
  let offset = 0;
  for (const [index, spec] of specs.entries()) {
    const place = layers.length;
    if (spec.kind === 'flatten') {
      input = { ...input, shape: [elements(input.shape)] };
      continue;
    }
    const weights = layerShapes(spec, input.shape).weights.map((shape): Weights => {
      const place = {
        values: vectors.parameters + offset,
        offset,
        count: elements(shape),
      };
      offset += place.count * 4;
      return place;
    });
    const layer = buildLayer(spec, {
      site: { arena, input, weights, microBatch },
      isLast: index === specs.length - 1,
      pooled: isHalving(specs[index + 1]) ? () => layers[place + 1].output : undefined,
    });
    layers.push(layer);
    input = layer.output;
  }
  return layers;
}

/** 2x2 max pooling without overlap or padding. */
function isHalving(spec: LayerSpec | undefined): boolean {
  if (spec?.kind !== 'maxPool2d' || spec.padding !== 'valid') return false;
  return [...spec.poolSize, ...spec.strides].every((length) => length === 2);
}

interface Building {
  readonly site: LayerSite;
  readonly isLast: boolean;
  /** The outputs of the halving pooling that follows, if one does, as soon as all layers are built. */
  readonly pooled: (() => Activations) | undefined;
}

function buildLayer(
  spec: Exclude<LayerSpec, { kind: 'flatten' }>,
  { site, isLast, pooled }: Building,
): PlanLayer {
  switch (spec.kind) {
    case 'conv2d':
      return (pooled && pooledConv2dLayer(spec, { ...site, pooled })) ?? conv2dLayer(spec, site);
    case 'maxPool2d':
      return maxPoolLayer(spec, site);
    case 'dropout':
      return dropoutLayer(spec, site);
    case 'dense':
      return denseLayer(spec, site, { gradientByLogits: isLast });
    default:
      throw spec satisfies never;
  }
}

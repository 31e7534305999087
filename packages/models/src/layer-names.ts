// Keras' automatic layer names: the kind in snake case, with _1, _2, ... from the second of a kind on.
import type { LayerSpec } from './layer-spec.ts';

const kerasNames = {
  conv2d: 'conv2d',
  maxPooling2d: 'max_pooling2d',
  dropout: 'dropout',
  flatten: 'flatten',
  hidden: 'dense',
  output: 'dense',
} as const satisfies Record<LayerSpec['kind'], string>;

/** One name for each layer, in order, such as conv2d, conv2d_1, dense. */
export function layerNames(layers: readonly LayerSpec[]): string[] {
  const counts = new Map<string, number>();
  return layers.map(({ kind }) => {
    const base = kerasNames[kind];
    const before = counts.get(base) ?? 0;
    counts.set(base, before + 1);
    return before === 0 ? base : `${base}_${before}`;
  });
}

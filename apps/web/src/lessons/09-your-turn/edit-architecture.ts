// What the editor does to a list of layers. Every change gives a list that the address can say, or nothing at all.
import {
  architectureLimits,
  denseLayer,
  type EditableLayer,
  formatArchitecture,
  needsImage,
  parseArchitecture,
} from '../../training/network/architecture.ts';

type Layers = readonly EditableLayer[];

/** The layers where they make sense, else `undefined`: an image layer behind a dense one, or too many. */
export function checked(layers: Layers): Layers | undefined {
  return parseArchitecture(formatArchitecture(layers)) ? layers : undefined;
}

const fresh: Readonly<Record<EditableLayer['kind'], EditableLayer>> = {
  hidden: denseLayer(64),
  conv2d: { kind: 'conv2d', filters: 16, padding: 'valid' },
  maxPooling2d: { kind: 'maxPooling2d' },
  dropout: { kind: 'dropout', rate: 0.25 },
};

/** With one more layer: at the end, or, where it needs an image, before the first dense layer. */
export function withLayer(layers: Layers, kind: EditableLayer['kind']): Layers | undefined {
  if (layers.length >= architectureLimits.layers) return undefined;
  const layer = fresh[kind];
  const firstDense = layers.findIndex((other) => other.kind === 'hidden');
  const at = needsImage(layer) && firstDense !== -1 ? firstDense : layers.length;
  return checked(layers.toSpliced(at, 0, layer));
}

/** With the layer at `index` moved by one place. */
export function moved(layers: Layers, index: number, by: 1 | -1): Layers | undefined {
  const to = index + by;
  if (to < 0 || to >= layers.length) return undefined;
  return checked(layers.with(index, layers[to]).with(to, layers[index]));
}

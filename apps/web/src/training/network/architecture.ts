// The layers of a network as a short text for URLs: `conv32.conv64.pool.drop25.dense128-relu.drop50`. Flattening and the
// output layer follow from the others and are not written. Output shapes and costs: network-cost.ts.
import {
  type ActivationName,
  type Conv2dSpec,
  type DropoutSpec,
  type HiddenSpec,
  isActivationName,
  isModelName,
  type LayerSpec,
  type MaxPooling2dSpec,
  models,
} from '@nn101/models/graph';

/** The layers that a reader can add, move and remove. */
export type EditableLayer = Conv2dSpec | MaxPooling2dSpec | DropoutSpec | HiddenSpec;

/** The largest numbers of layers, units and filters in an architecture. */
export const architectureLimits = { layers: 24, units: 2048, filters: 256 } as const;

/** Returns the text of layers, which `parseArchitecture` reads. */
export function formatArchitecture(layers: readonly EditableLayer[]): string {
  return layers.map(formatLayer).join('.');
}

function formatLayer(layer: EditableLayer): string {
  switch (layer.kind) {
    case 'conv2d': {
      const norm = layer.maxNorm === undefined ? '' : `n${layer.maxNorm}`;
      return `conv${layer.filters}${layer.padding === 'same' ? 's' : ''}${norm}`;
    }
    case 'maxPooling2d':
      return 'pool';
    case 'dropout':
      return `drop${Math.round(layer.rate * 100)}`;
    case 'hidden':
      return `dense${layer.units}-${layer.activation}`;
    default:
      return layer satisfies never;
  }
}

/** Returns the layers of a text, or `undefined` if it is invalid. The name of a model stands for its layers. */
export function parseArchitecture(text: string): readonly EditableLayer[] | undefined {
  if (isModelName(text)) return editableLayers(models[text].layers);
  const words = text === '' ? [] : text.split('.', architectureLimits.layers + 1);
  if (words.length > architectureLimits.layers) return undefined;
  const layers: EditableLayer[] = [];
  for (const word of words) {
    const layer = parseLayer(word);
    if (!layer || (layer.kind !== 'hidden' && needsImage(layer) && hasDense(layers))) return undefined;
    layers.push(layer);
  }
  return layers;
}

function parseLayer(word: string): EditableLayer | undefined {
  if (word === 'pool') return { kind: 'maxPooling2d' };
  const conv = /^conv(\d{1,3})(s?)(?:n(\d))?$/.exec(word);
  if (conv) return convolution(conv);
  const drop = /^drop(\d{1,2})$/.exec(word);
  if (drop) return { kind: 'dropout', rate: Number(drop[1]) / 100 };
  const dense = /^dense(\d{1,4})-([a-z_]+)$/.exec(word);
  if (!dense || !isActivationName(dense[2])) return undefined;
  const units = within(Number(dense[1]), architectureLimits.units);
  return units === undefined ? undefined : { kind: 'hidden', units, activation: dense[2] };
}

function convolution([, count, same, norm]: RegExpExecArray): Conv2dSpec | undefined {
  const filters = within(Number(count), architectureLimits.filters);
  if (!filters) return undefined;
  const maxNorm = norm && { maxNorm: Number(norm) };
  return { kind: 'conv2d', filters, padding: same ? 'same' : 'valid', ...maxNorm };
}

function within(value: number, max: number): number | undefined {
  return value >= 1 && value <= max ? value : undefined;
}

/** Returns whether a layer needs rows and columns as input, so that it must precede the dense layers. */
export function needsImage(layer: EditableLayer): boolean {
  return layer.kind === 'conv2d' || layer.kind === 'maxPooling2d';
}

function hasDense(layers: readonly EditableLayer[]): boolean {
  return layers.some(({ kind }) => kind === 'hidden');
}

/** Returns all layers of the network: with `flatten` before the first dense layer, and a softmax output at the end. */
export function completeLayers(layers: readonly EditableLayer[], classes: number): LayerSpec[] {
  const firstDense = layers.findIndex(({ kind }) => kind === 'hidden');
  const cut = firstDense === -1 ? layers.length : firstDense;
  return [
    ...layers.slice(0, cut),
    { kind: 'flatten' },
    ...layers.slice(cut),
    { kind: 'output', units: classes },
  ];
}

/** Returns the layers that `completeLayers` was given; also for a model of the course. */
export function editableLayers(layers: readonly LayerSpec[]): readonly EditableLayer[] {
  return layers.filter(
    (layer): layer is EditableLayer => layer.kind !== 'flatten' && layer.kind !== 'output',
  );
}

/** Returns a dense layer with the notebooks' settings. */
export function denseLayer(units = 128, activation: ActivationName = 'relu'): HiddenSpec {
  return { kind: 'hidden', units, activation };
}

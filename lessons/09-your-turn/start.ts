// What a network costs, before it is trained. The lesson's text is in lesson.md.
import type { LayerSpec } from '@nn101/models';

/** Height, width, channels; or, once flattened, a single number. */
export type Shape = readonly number[];

/** What one layer is and needs, for one image. */
export interface LayerCost {
  readonly outputShape: Shape;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** The cost of a layer that is given `input`. Your turn: for now every layer is free and changes nothing. */
export function layerCost(_layer: LayerSpec, input: Shape): LayerCost {
  return { outputShape: input, parameters: 0, multiplyAdds: 0 };
}

/** The costs of all layers in a row. Your turn. */
export function networkCost(_layers: readonly LayerSpec[], _input: Shape): LayerCost[] {
  return [];
}

// One small computation in a network, as the lessons step through them: what it makes, from what, and its formula
// with the numbers filled in. Which ones there are: the lessons. How they look on the network: NetworkDrawing.svelte.

/** Names a value: `z:0:1` is z of unit 1 in layer 0; `w:0:1:0` the weight of unit 1 in layer 0 on input 0. */
export type ValueKey = string;

/** A step. `Kind` tells the lesson which words to say. */
export interface Operation<Kind extends string = string> {
  readonly kind: Kind;
  readonly makes: ValueKey;
  readonly value: number;
  /** TeX, numbers filled in. */
  readonly tex: string;
  /** Nodes and edges to light up, by their ids. */
  readonly lights: readonly string[];
}

/** The id of a node: layer -1 holds the inputs. */
export function nodeId(layer: number, unit: number): string {
  return `n:${layer}:${unit}`;
}

/** The id of the edge from `input` of the layer before into `unit` of `layer`. */
export function edgeId(layer: number, unit: number, input: number): string {
  return `e:${layer}:${unit}:${input}`;
}

/** What the first `count` operations have made. */
export function madeBy(operations: readonly Operation[], count: number): Map<ValueKey, number> {
  return new Map(operations.slice(0, count).map(({ makes, value }) => [makes, value]));
}

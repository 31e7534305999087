// A network as plain data that can be written as JSON: its inputs, its layers in order, and its outputs. The kinds of layers are
// listed in layers/index.ts; resolve-network.ts checks whether they fit each other.
import { check } from '../check.ts';
import { lengths } from './layers/fields.ts';
import { type LayerKindName, layerKinds, type NetworkLayer } from './layers/index.ts';
import type { FieldCheck, Shape } from './layers/layer-kind.ts';

/** An input: the shape and type of its samples. */
export interface NetworkInput {
  /** Unique in the network; `input`, `input_1` and so on by default. */
  readonly name?: string;
  /** Shape of one sample, without the batch: [height, width, channels] for images. */
  readonly shape: Shape;
  /**
   * Type of the samples: `float32`, the default; `int32`; or `uint8`, bytes of images, which are scaled to 0..1 before the
   * first layer.
   */
  readonly type?: 'float32' | 'int32' | 'uint8';
}

/**
 * A network. Unless its `inputs` name others, a layer receives the output of the layer before it, and the first layer receives
 * the first input.
 */
export interface NetworkSpec {
  readonly name?: string;
  /** One input or more. */
  readonly inputs: readonly NetworkInput[];
  /** One layer or more. Each layer comes after those whose outputs it receives. */
  readonly layers: readonly NetworkLayer[];
  /** Names of layers; the last layer by default. */
  readonly outputs?: readonly string[];
}

const kinds = Object.keys(layerKinds) as readonly LayerKindName[];

/** @throws ModelError `INVALID_ARGUMENT` unless `value` is a network; the message names the layer and field that is wrong */
export function checkNetwork(name: string, value: unknown): asserts value is NetworkSpec {
  check.record(name, value, '{ inputs, layers }');
  check.options(name, value, ['name', 'inputs', 'layers', 'outputs']);
  const { inputs, layers, outputs } = value;
  if (value.name !== undefined) check.text(`${name}.name`, value.name);
  check.list('inputs', inputs, { min: 1 });
  for (const [i, input] of inputs.entries()) checkInput(`inputs[${i}]`, input);
  check.list('layers', layers, { min: 1 });
  for (const [i, layer] of layers.entries()) checkLayer(`layers[${i}]`, layer);
  if (outputs !== undefined) checkNames('outputs', outputs);
}

function checkInput(name: string, input: unknown): void {
  check.record(name, input, '{ shape }');
  check.options(name, input, ['name', 'shape', 'type']);
  if (input.name !== undefined) check.text(`${name}.name`, input.name);
  check.list(`${name}.shape`, input.shape, { min: 1 });
  lengths(`${name}.shape`, input.shape);
  if (input.type !== undefined) check.oneOf(`${name}.type`, input.type, ['float32', 'int32', 'uint8']);
}

function checkLayer(position: string, layer: unknown): void {
  check.record(position, layer, "such as { kind: 'dense', units: 10 }");
  check.oneOf(`${position}.kind`, layer.kind, kinds);
  const fields: Readonly<Record<string, FieldCheck>> = layerKinds[layer.kind].fields;
  if (layer.name !== undefined) check.text(`${position}.name`, layer.name);
  const label = layerLabel(position, layer);
  check.options(label, layer, ['kind', ...Object.keys(fields), 'name', 'inputs', 'trainable']);
  if (layer.inputs !== undefined) checkNames(`${label}.inputs`, layer.inputs);
  if (Array.isArray(layer.trainable)) checkNames(`${label}.trainable`, layer.trainable);
  else if (layer.trainable !== undefined) check.flag(`${label}.trainable`, layer.trainable);
  for (const [field, checkField] of Object.entries(fields)) checkField(`${label}.${field}`, layer[field]);
}

/** A layer in messages: its position, kind and given name. */
function layerLabel(
  position: string,
  { kind, name }: { readonly kind?: unknown; readonly name?: unknown },
): string {
  return name === undefined ? `${position} (${kind})` : `${position} (${kind} "${name}")`;
}

function checkNames(name: string, value: unknown): void {
  check.list(name, value, { min: 1 });
  for (const [i, item] of value.entries()) check.text(`${name}[${i}]`, item);
}

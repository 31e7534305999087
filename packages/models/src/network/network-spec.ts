// A network as plain data that can be written as JSON: its inputs, its layers in order, its outputs. Kinds of layers:
// layers/index.ts; whether they fit each other: resolve-network.ts.
import { check } from '../check.ts';
import { type FieldCheck, lengths } from './layers/fields.ts';
import { type LayerKindName, layerKinds, type NetworkLayer } from './layers/index.ts';
import type { Shape } from './layers/layer-kind.ts';

/** What the samples of an input are. */
export interface NetworkInput {
  /** Unique in the network; `input`, `input_1` and so on by default. */
  readonly name?: string;
  /** Of one sample, without the batch: [height, width, channels] of an image. */
  readonly shape: Shape;
  /**
   * Type of the samples: `float32`, the default; `int32`; or `uint8`, the bytes of images, which become 0 to 1 before the
   * first layer.
   */
  readonly type?: 'float32' | 'int32' | 'uint8';
}

/** A network. A layer takes what the layer before it gives unless its `inputs` say otherwise; the first takes the first input. */
export interface NetworkSpec {
  readonly name?: string;
  /** One or more. */
  readonly inputs: readonly NetworkInput[];
  /** One or more, each behind those whose values it takes. */
  readonly layers: readonly NetworkLayer[];
  /** Names of layers; the last layer by default. */
  readonly outputs?: readonly string[];
}

const kinds = Object.keys(layerKinds) as readonly LayerKindName[];

/** @throws ModelError `INVALID_ARGUMENT` where `value` is no network; says which field of which layer is wrong */
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

function checkLayer(at: string, layer: unknown): void {
  check.record(at, layer, "such as { kind: 'dense', units: 10 }");
  check.oneOf(`${at}.kind`, layer.kind, kinds);
  const fields: Readonly<Record<string, FieldCheck>> = layerKinds[layer.kind].fields;
  if (layer.name !== undefined) check.text(`${at}.name`, layer.name);
  const label = layerLabel(at, layer);
  check.options(label, layer, ['kind', ...Object.keys(fields), 'name', 'inputs', 'trainable']);
  if (layer.inputs !== undefined) checkNames(`${label}.inputs`, layer.inputs);
  if (Array.isArray(layer.trainable)) checkNames(`${label}.trainable`, layer.trainable);
  else if (layer.trainable !== undefined) check.flag(`${label}.trainable`, layer.trainable);
  for (const [field, checkField] of Object.entries(fields)) checkField(`${label}.${field}`, layer[field]);
}

/** A layer in messages: its place, and the name that it was given. */
function layerLabel(
  at: string,
  { kind, name }: { readonly kind?: unknown; readonly name?: unknown },
): string {
  return name === undefined ? `${at} (${kind})` : `${at} (${kind} "${name}")`;
}

function checkNames(name: string, value: unknown): void {
  check.list(name, value, { min: 1 });
  for (const [i, item] of value.entries()) check.text(`${name}[${i}]`, item);
}

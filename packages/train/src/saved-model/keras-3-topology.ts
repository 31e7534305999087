// Translates layers of Keras 3 to the form of Keras 2, the only one that tfjs-layers 4.22 reads: batch_shape to
// batch_input_shape, dtype policies, nodes with arguments, weights named after their model.
import type { io } from '@tensorflow/tfjs-core';
import { isRecord } from './model-json.ts';

/** Returns the artifacts in Keras 2's form; unchanged if they are not of Keras 3. */
export function fromKeras3(artifacts: io.ModelArtifacts): io.ModelArtifacts {
  const { modelTopology, weightSpecs } = artifacts;
  if (!isRecord(modelTopology) || !isKeras3(modelTopology)) return artifacts;
  const translated = translate(modelTopology);
  const name = modelName(modelTopology);
  const prefix = `${name}/`;
  const isPrefixed = name !== undefined && weightSpecs?.every((spec) => spec.name.startsWith(prefix));
  return {
    ...artifacts,
    ...(isRecord(translated) && { modelTopology: translated }),
    ...(isPrefixed && {
      weightSpecs: weightSpecs?.map((spec) => ({ ...spec, name: spec.name.slice(prefix.length) })),
    }),
  };
}

function isKeras3(topology: Record<string, unknown>): boolean {
  const version = topology.keras_version;
  if (typeof version === 'string') return Number.parseInt(version, 10) >= 3;
  return /"(batch_shape|keras_history|registered_name)"/.test(JSON.stringify(topology));
}

function modelName(topology: Record<string, unknown>): string | undefined {
  const model = isRecord(topology.model_config) ? topology.model_config : topology;
  const config = isRecord(model.config) ? model.config : {};
  return typeof config.name === 'string' ? config.name : undefined;
}

function translate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translate);
  if (!isRecord(value)) return value;
  if (value.class_name === 'DTypePolicy' && isRecord(value.config)) return value.config.name;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => translateEntry(key, entry)));
}

function translateEntry(key: string, value: unknown): [string, unknown] {
  if (key === 'batch_shape') return ['batch_input_shape', value];
  if (key === 'inbound_nodes' && Array.isArray(value)) return [key, value.map(translateNode)];
  // A single layer may be written without the list around it.
  if ((key === 'input_layers' || key === 'output_layers') && Array.isArray(value)) {
    return [key, typeof value[0] === 'string' ? [value] : value];
  }
  return [key, translate(value)];
}

/** Translates { args, kwargs } to Keras 2's [layer, node, tensor, kwargs] per input. */
function translateNode(node: unknown): unknown {
  if (!isRecord(node)) return node;
  return historiesIn([node.args, node.kwargs]).map((history) => [...history, {}]);
}

function historiesIn(value: unknown): unknown[][] {
  if (Array.isArray(value)) return value.flatMap(historiesIn);
  if (!isRecord(value)) return [];
  if (value.class_name === '__keras_tensor__' && isRecord(value.config)) {
    const { keras_history: history } = value.config;
    return Array.isArray(history) ? [history] : [];
  }
  return Object.values(value).flatMap(historiesIn);
}

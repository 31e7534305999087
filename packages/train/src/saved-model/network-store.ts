// Networks in files: network.json, which is the graph with a list of its weights, and weights.bin, their float32 values. In Node
// the files are in a directory, in browsers under a name. Models of tfjs-layers have files of their own: model-store.ts.
import { type Graph, layOutParameters } from '@nn101/kernels/graph';
import { openFiles } from '#checkpoint-store';
import { checkNetwork, type Network } from '../model/network.ts';
import { ForeignModel, isRecord } from './model-json.ts';
import { missingModel, unreadableModel, unwritableModel } from './model-store.ts';
import { sha256 } from './sha256.ts';

const networkFile = 'network.json';
const weightsFile = 'weights.bin';
const format = 'nn101-network';
const version = 1;

/** The content of network.json. */
interface NetworkJson {
  readonly format: typeof format;
  readonly version: typeof version;
  readonly graph: Graph;
  readonly weights: {
    readonly file: string;
    /** Of the file, in hexadecimal. */
    readonly sha256: string;
    /** Each parameter and state: little-endian float32 numbers from this byte on, as many as its shape has. */
    readonly entries: readonly StoredWeight[];
  };
}

interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly byteOffset: number;
}

/**
 * Saves a network, over what was saved there before; not the optimizer's state, which checkpoints have.
 *
 * In Node, `directory` is created where it is missing, and gets `network.json` and `weights.bin`, each complete or not there at
 * all. In browsers it is a name in the origin's private file system.
 *
 * @param directory in Node a path or a `file:` address, as text or as URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`; `MODEL_UNWRITABLE` with the system's error as cause; `NO_WEB_CRYPTO`
 */
export async function saveNetwork(network: Network, directory: string | URL): Promise<void> {
  const layout = checkNetwork(network);
  const { directory: location, files } = openFiles(directory);
  const { graph } = network;
  const bytes = new Uint8Array(new Float32Array(network.weights).buffer);
  const entries = [
    ...graph.parameters.map((parameter, i) => ({ ...parameter, from: layout.parameters[i].from })),
    ...graph.states.map((state, i) => ({ ...state, from: layout.states[i].from })),
  ];
  const json: NetworkJson = {
    format,
    version,
    graph,
    weights: {
      file: weightsFile,
      sha256: await sha256(bytes),
      entries: entries.map(({ name, shape, from }) => ({ name, shape, byteOffset: from * 4 })),
    },
  };
  try {
    // Weights first: until network.json names them by their checksum, the network is not there.
    await files.write(weightsFile, bytes);
    await files.write(networkFile, new TextEncoder().encode(JSON.stringify(json)));
  } catch (cause) {
    throw unwritableModel(location, cause);
  }
}

/**
 * Loads a network that `saveNetwork` saved.
 *
 * @param directory in Node a path or a `file:` address, as text or as URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`; `MODEL_MISSING` where there is none, `MODEL_DAMAGED` where it cannot be read or its
 *   weights are not those that were saved, `MODEL_UNSUPPORTED` where it is of another kind; `NO_WEB_CRYPTO`
 */
export async function loadNetwork(directory: string | URL): Promise<Network> {
  const { directory: location, files } = openFiles(directory);
  const names = await files.list().catch((cause) => {
    throw missingModel(location, cause);
  });
  if (!names.includes(networkFile)) throw missingModel(location, absence(names));
  try {
    const json = parseNetworkJson(new TextDecoder().decode(await files.read(networkFile)));
    const bytes = await files.read(json.weights.file);
    if ((await sha256(bytes)) !== json.weights.sha256) {
      throw new Error(`${json.weights.file} is not the file that was saved: its checksum differs`);
    }
    const network = { graph: json.graph, weights: new Float32Array(bytes.slice().buffer) };
    checkWeightCount(network);
    return network;
  } catch (cause) {
    throw unreadableModel(location, cause);
  }
}

function absence(names: readonly string[]): Error {
  if (!names.includes('model.json')) return new Error(`it has no ${networkFile}`);
  return new Error(
    `it has no ${networkFile}, but a model of tfjs-layers. Load it with loadModel() of @nn101/train, and make a network of it with networkOf()`,
  );
}

/** @throws ForeignModel where it is of another kind; Error that says what is wrong with the text */
function parseNetworkJson(text: string): NetworkJson {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || value.format !== format) {
    throw new ForeignModel(
      `its format is ${isRecord(value) ? JSON.stringify(value.format) : 'none'}, not "${format}"`,
    );
  }
  if (value.version !== version) {
    throw new ForeignModel(
      `it is of version ${JSON.stringify(value.version)} of the format, and this program reads version ${version}. Install the current @nn101/train`,
    );
  }
  const { graph, weights } = value;
  const isWhole =
    isRecord(graph) &&
    isRecord(weights) &&
    typeof weights.file === 'string' &&
    typeof weights.sha256 === 'string';
  if (!isWhole) throw new Error('it lacks its graph or the file of its weights');
  if (weights.file !== weightsFile) throw new Error(`it names another file of weights, ${weights.file}`);
  return value as unknown as NetworkJson;
}

function checkWeightCount({ graph, weights }: Network): void {
  const { total } = layOutParameters(graph);
  if (weights.length === total) return;
  throw new Error(`its weights are ${weights.length} numbers, and its graph needs ${total}`);
}

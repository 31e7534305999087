// Networks in files: network.json, which is the graph with a list of its weights, and weights.bin, their float32 values. In
// Node the files are in a directory, in browsers under a name. Models of tfjs-layers are stored by model-store.ts.
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
    /** SHA-256 of the file, in hexadecimal. */
    readonly sha256: string;
    /** Each parameter and state: its little-endian float32 values begin at this byte, and its shape determines their number. */
    readonly entries: readonly StoredWeight[];
  };
}

interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly byteOffset: number;
}

/**
 * Saves a network, replacing an earlier save. The optimizer's state is not saved; checkpoints contain it.
 *
 * In Node, `directory` is created if necessary, and `network.json` and `weights.bin` are written, each complete or not at
 * all. In browsers it is a name in the origin private file system.
 *
 * @param directory in Node a path or a `file:` URL, as string or URL; in browsers a name
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
    // Weights first: the network does not exist until network.json names them by their checksum.
    await files.write(weightsFile, bytes);
    await files.write(networkFile, new TextEncoder().encode(JSON.stringify(json)));
  } catch (cause) {
    throw unwritableModel(location, cause);
  }
}

/**
 * Loads a network that was saved by `saveNetwork`.
 *
 * @param directory in Node a path or a `file:` URL, as string or URL; in browsers a name
 * @throws TrainError `INVALID_ARGUMENT`; `MODEL_MISSING` if there is none, `MODEL_DAMAGED` if it cannot be read or its
 *   weights differ from the saved ones, `MODEL_UNSUPPORTED` if it is of another kind; `NO_WEB_CRYPTO`
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
    `it has no ${networkFile}, but a model of tfjs-layers. Load it with loadModel() of @nn101/train, ` +
      'and convert it with networkOf()',
  );
}

/** @throws ForeignModel for a file of another kind; Error with what is wrong with the text */
function parseNetworkJson(text: string): NetworkJson {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || value.format !== format) {
    throw new ForeignModel(
      `its format is ${isRecord(value) ? JSON.stringify(value.format) : 'none'}, not "${format}"`,
    );
  }
  if (value.version !== version) {
    throw new ForeignModel(
      `it has version ${JSON.stringify(value.version)} of the format, but this program reads ` +
        `version ${version}. Install the current @nn101/train`,
    );
  }
  const { graph, weights } = value;
  const isWhole =
    isRecord(graph) &&
    isRecord(weights) &&
    typeof weights.file === 'string' &&
    typeof weights.sha256 === 'string';
  if (!isWhole) throw new Error('it lacks its graph or the name of its weights file');
  if (weights.file !== weightsFile) throw new Error(`it names another weights file, ${weights.file}`);
  return value as unknown as NetworkJson;
}

function checkWeightCount({ graph, weights }: Network): void {
  const { total } = layOutParameters(graph);
  if (weights.length === total) return;
  throw new Error(`its weights are ${weights.length} numbers, but its graph needs ${total}`);
}

// A model as one file to keep, and back: a zip of `model.json` and `weights.bin`, which unpacked is what tfjs-layers
// loads. The model itself is made and read in the training worker (`../training/network/model-files.ts`); here are only bytes,
// and what is wrong with a file that is none.
import type { Unzipped } from 'fflate';
import { crc32, zipChecksums } from './zip-checksums.ts';

/** tfjs' two files. */
export interface ModelFiles {
  readonly json: string;
  readonly weights: Uint8Array;
}

/** A file that cannot be a model. The message is for the reader. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly code = 'MODEL_FILE';
}

/** What a chosen or dropped file is, as far as needed here. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** Larger files are refused before they are read. */
export const largestModelFile = 512 * 2 ** 20;

/** The zip. The date in it is fixed, so that equal models give equal files. */
export async function packModel({ json, weights }: ModelFiles): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import('fflate');
  const mtime = new Date('2000-01-01T12:00:00');
  // Weights do not get smaller.
  return Uint8Array.from(
    zipSync({ 'model.json': strToU8(json), 'weights.bin': weights }, { mtime, level: 0 }),
  );
}

/**
 * Reads what the reader gives: the zip of `packModel`, or a model.json together with its file of weights.
 *
 * @throws ModelFileError
 */
export async function unpackModel(files: readonly ChosenFile[]): Promise<ModelFiles> {
  if (files.length === 0) throw new ModelFileError('No file was chosen.');
  const large = files.find(({ size }) => size > largestModelFile);
  if (large) {
    throw new ModelFileError(
      `${large.name} has ${Math.round(large.size / 2 ** 20)} MB; a model has at most 512.`,
    );
  }
  const [first] = files;
  if (files.length === 1 && (await startsLikeZip(first))) return unzipModel(first);
  const json = files.find(({ name }) => name.toLowerCase().endsWith('.json'));
  const weights = files.filter((file) => file !== json);
  if (!json)
    throw notAModel(`${files.map(({ name }) => name).join(', ')}: there is no model.json among them`);
  if (weights.length !== 1) {
    throw notAModel(
      `${json.name} needs its one file of weights beside it, and ${weights.length} came with it`,
    );
  }
  return checked({ json: await textOf(json), weights: new Uint8Array(await weights[0].arrayBuffer()) });
}

async function startsLikeZip(file: ChosenFile): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.arrayBuffer());
  return first === 0x50 && second === 0x4b;
}

async function unzipModel(file: ChosenFile): Promise<ModelFiles> {
  const { strFromU8, unzipSync } = await import('fflate');
  const zip = new Uint8Array(await file.arrayBuffer());
  let found: Unzipped;
  let total = 0;
  try {
    found = unzipSync(zip, {
      // The sizes stand in the archive's own list: a small file cannot make us take much memory.
      filter: ({ name, originalSize }) => {
        total += originalSize;
        return /(^|\/)(model\.json|[^/]+\.bin)$/.test(name) && total <= largestModelFile;
      },
    });
  } catch {
    throw notAModel(`${file.name} is a damaged zip`);
  }
  const names = Object.keys(found);
  const json = names.find((name) => name.endsWith('model.json'));
  const weights = names.find((name) => name.endsWith('.bin'));
  if (!json || !weights) throw notAModel(`${file.name} holds no model.json with a file of weights`);
  const sums = zipChecksums(zip);
  if ([json, weights].some((name) => sums.get(name) !== crc32(found[name]))) {
    throw notAModel(`${file.name} is damaged: its checksum is another`);
  }
  return checked({ json: strFromU8(found[json]), weights: found[weights] });
}

async function textOf(file: ChosenFile): Promise<string> {
  return new TextDecoder().decode(await file.arrayBuffer());
}

/** Looks at the first level only; whether the layers make sense is for the worker to find out. */
function checked(files: ModelFiles): ModelFiles {
  let topology: unknown;
  try {
    const parsed: unknown = JSON.parse(files.json);
    topology =
      typeof parsed === 'object' && parsed !== null && 'modelTopology' in parsed
        ? parsed.modelTopology
        : null;
  } catch {
    throw notAModel('model.json is not JSON');
  }
  if (!topology) throw notAModel('model.json describes no layers');
  return files;
}

function notAModel(reason: string): ModelFileError {
  return new ModelFileError(
    `This is no model that can be read: ${reason}. Choose a zip that was saved here, or model.json and weights.bin together.`,
  );
}

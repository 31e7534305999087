// NumPy's archive of arrays (numpy.savez, numpy.savez_compressed): a zip of array files. One array: ./npy.ts.
import { check, requireNames, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';
import { fileKind, ONE_ARRAY } from './file-kind.ts';
import { type NpyArray, readNpy } from './npy.ts';
import { parseZip } from './zip.ts';

/**
 * The arrays of an archive by name.
 *
 * @param options.names read only these; default all. A name that is not there is an error.
 * @param options.limit most bytes of one array. Default 2 GiB.
 * @throws DatasetError `PARSE_ZIP`, `PARSE_NPY`.
 */
export async function parseNpz(
  bytes: Uint8Array,
  options: { readonly names?: readonly string[]; readonly limit?: number } = {},
): Promise<Map<string, NpyArray>> {
  check.instance('bytes', bytes, [Uint8Array]);
  requireOptions('parseNpz', options, ['names', 'limit']);
  const { names, limit } = options;
  if (names !== undefined) requireNames('names', names);
  if (limit !== undefined) check.number('limit', limit, { min: 0 });
  if (fileKind(bytes) === ONE_ARRAY) {
    throw new DatasetError(
      'PARSE_NPY',
      'This is one NumPy array (.npy), not an archive of them (.npz). Read it with parseNpy; two of them make a split with splitOfArrays.',
    );
  }
  const entries = new Map(parseZip(bytes).map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const arrays = new Map<string, NpyArray>();
  for (const name of names ?? entries.keys()) {
    const entry = entries.get(name);
    if (entry === undefined) {
      const known = [...entries.keys()].join(', ');
      throw new DatasetError('PARSE_NPY', `The NumPy archive has no array "${name}". It has: ${known}.`);
    }
    arrays.set(name, readNpy(await entry.read({ limit }), `"${name}" of the NumPy archive`));
  }
  return arrays;
}

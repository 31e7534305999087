// NumPy's archive of arrays (numpy.savez, numpy.savez_compressed): a zip of array files. One array: ./npy.ts.
import { DatasetError } from '../error.ts';
import { type NpyArray, parseNpy } from './npy.ts';
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
  const { names, limit } = options;
  const entries = new Map(parseZip(bytes).map((entry) => [entry.name.replace(/\.npy$/, ''), entry]));
  const arrays = new Map<string, NpyArray>();
  for (const name of names ?? entries.keys()) {
    const entry = entries.get(name);
    if (entry === undefined) {
      const known = [...entries.keys()].join(', ');
      throw new DatasetError('PARSE_NPY', `The NumPy archive has no array "${name}". It has: ${known}.`);
    }
    arrays.set(name, parseNpy(await entry.read({ limit })));
  }
  return arrays;
}

// Recognises the kind of a file by its first bytes, so that a parser can name what it was given instead.

/** The kind of an `.npy` file. */
export const ONE_ARRAY = 'one NumPy array (.npy)';

const SIGNATURES: readonly (readonly [at: number, start: string, kind: string])[] = [
  [0, '\x1f\x8b', 'gzip data'],
  [0, 'PK\x03\x04', 'a zip archive (.zip, .npz or .xlsx)'],
  [0, 'PK\x05\x06', 'an empty zip archive'],
  [0, '\x93NUMPY', ONE_ARRAY],
  [0, '\x89HDF', 'an HDF5 file'],
  [0, '\x89PNG', 'a PNG image'],
  [0, '\xff\xd8\xff', 'a JPEG image'],
  [0, 'PAR1', 'a Parquet file'],
  [0, 'ARROW1', 'an Arrow file'],
  [0, 'MATLAB 5.0', 'a MATLAB file'],
  [0, 'BZh', 'bzip2 data'],
  [0, '\xfd7zXZ', 'xz data'],
  [0, '\x28\xb5\x2f\xfd', 'Zstandard data'],
  [0, '7z\xbc\xaf', 'a 7z archive'],
  [0, '%PDF', 'a PDF'],
  [
    0,
    'version https://git-lfs',
    'the pointer that Git LFS leaves in place of a file: fetch the file with git lfs pull',
  ],
  [257, 'ustar', 'a tar archive'],
];

/** The kind in words, such as `a zip archive (.zip, .npz or .xlsx)`; undefined if unknown. */
export function fileKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 300));
  const found = SIGNATURES.find(([at, signature]) => start.startsWith(signature, at));
  if (found !== undefined) return found[2];
  if (/^\s*<(!doctype|html|head|body|\?xml|svg)/i.test(start)) return 'a web page or XML';
  // A pickle starts with its protocol, 2 to 5, and ends with a full stop.
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5 && bytes.at(-1) === 0x2e) return 'a Python pickle';
  const isIdx = bytes[0] === 0 && bytes[1] === 0 && bytes[2] >= 8 && bytes[2] <= 14 && bytes[3] < 8;
  return isIdx && bytes.length >= 8 ? 'an IDX file' : undefined;
}

/** A sentence to append to a message: ` It looks like gzip data.`; empty if the kind is unknown. */
export function kindSentence(bytes: Uint8Array): string {
  const kind = fileKind(bytes);
  return kind === undefined ? '' : ` It looks like ${kind}.`;
}

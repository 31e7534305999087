// @nn101/datasets/formats: parsers for the formats of image data, from bytes in memory to typed arrays. All are pure
//   functions. Your own files and folders as splits: ../files/index.ts.

export { gunzipBytes, inflateRaw } from './archive/inflate.ts';
export { parseTar, type TarEntry } from './archive/tar.ts';
export { parseZip, type ZipEntry } from './archive/zip.ts';
export { type CifarImages, type CifarOptions, parseCifar } from './cifar.ts';
export { csvRows } from './csv.ts';
export { type IdxArray, type IdxType, parseIdx, writeIdx } from './idx.ts';
export { type NpyArray, type NpyData, parseNpy, parseNpz } from './npy.ts';

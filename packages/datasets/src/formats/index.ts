// @nn101/datasets/formats: readers of the formats that image data come in, from bytes in memory to typed arrays.
// Each is a pure function of bytes. Files and folders of your own as a split: ../files/index.ts.

export { gunzipBytes, inflateRaw } from './archive/inflate.ts';
export { parseTar, type TarEntry } from './archive/tar.ts';
export { parseZip, type ZipEntry } from './archive/zip.ts';
export { type CifarImages, type CifarOptions, parseCifar } from './cifar.ts';
export { csvRows } from './csv.ts';
export { type IdxArray, type IdxType, parseIdx, writeIdx } from './idx.ts';
export { type NpyArray, type NpyData, parseNpy, parseNpz } from './npy.ts';

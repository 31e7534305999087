// @nn101/datasets/files: your own data as splits, from a disk in Node and from chosen files in browsers. Start at
//   ./open-files.ts and ./images/image-folder.ts. The parsers alone: ../formats/index.ts.

export type { NumberArray } from './arrays/array-labels.ts';
export { type ArrayOptions, splitFromArrays } from './arrays/split-from-arrays.ts';
export type { CsvColumnOptions } from './csv/csv-columns.ts';
export { type CsvOptions, splitFromCsv } from './csv/split-from-csv.ts';
export type { DataFile } from './data-file.ts';
export type { FileSource } from './file-source.ts';
export {
  type BoundingBox,
  type CentredDigit,
  centreDigit,
  digitBoxSide,
  digitSide,
  inkBounds,
} from './images/centre-digit.ts';
export { type DecodedImage, type DecodeImage, decodeImage } from './images/decode-image.ts';
export { flattenImage } from './images/flatten-image.ts';
export { type FolderSplit, type ImageFolderOptions, imageFolder } from './images/image-folder.ts';
export { isImagePath } from './images/image-kind.ts';
export {
  type Background,
  type OpaqueImage,
  type ResizeMode,
  type ResizeOptions,
  resizeImage,
} from './images/resize.ts';
export { type DirectoryHandle, type FileHandle, type OpenedFiles, openFiles } from './open-files.ts';
export { splitFromCifar, splitFromIdx, splitFromNpz } from './read-splits.ts';
export { type FetchIdxOptions, fetchIdx } from './remote/fetch-idx.ts';
export { type FirstImagesOptions, firstImages } from './remote/first-images.ts';

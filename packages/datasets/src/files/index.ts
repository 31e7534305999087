// @nn101/datasets/files: data of one's own as splits, from a disk in Node and from chosen files in browsers.
// Start at ./open-files.ts and ./image-folder.ts. The formats alone: ../formats/index.ts.

export type { NumberArray } from './array-labels.ts';
export {
  type CentredDigit,
  centreDigit,
  digitBoxSide,
  digitSide,
  inkBounds,
  type PictureBox,
} from './centre-digit.ts';
export type { ColumnsWanted } from './csv-columns.ts';
export type { DataFile } from './data-file.ts';
export { type DecodedImage, type DecodeImage, decodeImage } from './decode-image.ts';
export { type FetchIdxOptions, fetchIdx } from './fetch-idx.ts';
export type { FileSource } from './file-source.ts';
export { type FirstImagesOptions, firstImages } from './first-images.ts';
export { type FolderSplit, type ImageFolderOptions, imageFolder } from './image-folder.ts';
export { type DirectoryHandle, type FileHandle, type OpenedFiles, openFiles } from './open-files.ts';
export { hasPictureName } from './picture-kind.ts';
export { flattenPicture } from './pixels.ts';
export { splitFromCifar, splitFromIdx, splitFromNpz } from './read-splits.ts';
export {
  type Background,
  type Picture,
  type ResizeMode,
  type ResizeOptions,
  resizePicture,
} from './resize.ts';
export { type CsvOptions, splitFromCsv } from './split-from-csv.ts';
export { type ArrayMeaning, splitOfArrays } from './split-of-arrays.ts';

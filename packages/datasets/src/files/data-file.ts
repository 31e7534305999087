// A file of one's own, wherever it is: on a disk, or chosen in a browser. What is read from it: ./image-folder.ts,
// ./split-of-arrays.ts.

/** A file that can be read. */
export interface DataFile {
  /** Below the folder that was opened, `/`-separated. */
  readonly path: string;
  /** All of it. @throws DatasetError `FILE_UNREADABLE`. */
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

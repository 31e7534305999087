// A file of one's own, wherever it is: on a disk, or chosen in a browser. What is read from it: ./images/image-folder.ts,
// ./arrays/split-from-arrays.ts.

/** A file that can be read. */
export interface DataFile {
  /** Below the folder that was opened, `/`-separated. */
  readonly path: string;
  /** All of it. @throws DatasetError `FILE_UNREADABLE`. */
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** What is in a folder. */
export interface FolderContent {
  readonly files: readonly DataFile[];
  /** Paths of all folders in it. */
  readonly folders: readonly string[];
}

// A file of the user: on a disk, or chosen in a browser. Read by ./images/image-folder.ts and ./file-source.ts.

/** A file that can be read. */
export interface DataFile {
  /** Path below the opened folder, separated by `/`. */
  readonly path: string;
  /** Reads the whole file. @throws DatasetError `FILE_UNREADABLE`. */
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** The content of a folder. */
export interface FolderContent {
  readonly files: readonly DataFile[];
  /** Paths of all folders in it. */
  readonly folders: readonly string[];
}

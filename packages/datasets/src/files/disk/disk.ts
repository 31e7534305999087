// Reading a disk, chosen by package.json's `imports` under the name "#disk": ./node.ts, ./browser.ts.
import type { DataFile } from '../data-file.ts';

/** What is in a folder. */
export interface FolderContent {
  readonly files: readonly DataFile[];
  /** Paths of all folders in it. */
  readonly folders: readonly string[];
}

/** All files and folders below a folder, by its path. @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` in browsers. */
export type ReadFolder = (folder: string) => Promise<FolderContent>;

/** A file in pieces, by its path or `file:` URL. Throws as `ReadFolder` does. */
export type ReadPieces = (file: string | URL) => AsyncIterable<Uint8Array<ArrayBuffer>>;

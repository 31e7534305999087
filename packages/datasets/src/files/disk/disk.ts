// Reading a disk, chosen by package.json's `imports` under the name "#disk": ./node.ts, ./browser.ts.
import type { DataFile } from '../data-file.ts';

/** All files below a folder, by its path. @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` in browsers. */
export type ReadFolder = (folder: string) => Promise<DataFile[]>;

/** A file in pieces, by its path or `file:` URL. Throws as `ReadFolder` does. */
export type ReadPieces = (file: string | URL) => AsyncIterable<Uint8Array<ArrayBuffer>>;

// The files of a folder, from wherever folders come: a path in Node, a directory handle or a list of files in browsers.
import { readFolder } from '#disk';
import { DatasetError, reasonOf } from '../error.ts';
import type { DataFile } from './data-file.ts';

/** The part of the browser's FileSystemDirectoryHandle that is used here. */
export interface DirectoryHandle {
  readonly kind: 'directory';
  /** What is in the folder, in any order. */
  values(): AsyncIterable<DirectoryHandle | FileHandle>;
  readonly name: string;
}

/** The part of the browser's FileSystemFileHandle that is used here. */
export interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  /** The file as it is now. */
  getFile(): Promise<File>;
}

/** Folders deeper than this are not entered: links may lead in circles. */
const DEEPEST = 16;

/**
 * All files of a folder and the folders in it, sorted by path. Nothing is read yet. Hidden files and folders, whose
 * names begin with a dot, are passed over.
 *
 * @param folder a path (Node); a directory handle, as `showDirectoryPicker()` and the origin's private file system give
 *   it, or the files of `<input type="file" webkitdirectory>` or of a drop (browsers, and Node's `File`).
 * @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` for a path in a browser.
 */
export async function openFiles(folder: string | DirectoryHandle | Iterable<File>): Promise<DataFile[]> {
  const files =
    typeof folder === 'string'
      ? await readFolder(folder)
      : 'kind' in folder
        ? await filesOfHandle(folder, '', 0)
        : Array.from(folder, fileOf);
  const isHidden = (path: string) => path.split('/').some((name) => name.startsWith('.'));
  return files.filter(({ path }) => !isHidden(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function filesOfHandle(handle: DirectoryHandle, prefix: string, depth: number): Promise<DataFile[]> {
  if (depth > DEEPEST) return [];
  const files: DataFile[] = [];
  for await (const entry of handle.values()) {
    const path = prefix + entry.name;
    if (entry.kind === 'directory') files.push(...(await filesOfHandle(entry, `${path}/`, depth + 1)));
    else files.push({ path, bytes: async () => bytesOf(await entry.getFile(), path) });
  }
  return files;
}

/** Browsers put the chosen folder's own name first, which says nothing of what is in it. */
function fileOf(file: File): DataFile {
  const below = file.webkitRelativePath ? file.webkitRelativePath.replace(/^[^/]*\//, '') : file.name;
  return { path: below, bytes: () => bytesOf(file, below) };
}

async function bytesOf(file: Blob, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new DatasetError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${reasonOf(cause)}). Choose it again.`,
      { cause },
    );
  }
}

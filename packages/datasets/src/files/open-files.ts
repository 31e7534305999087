// Lists the files of a folder: a path in Node, a directory handle or a list of files in browsers.
import { platform } from '#platform';
import { check } from '../check.ts';
import { DatasetError, reasonOf } from '../error.ts';
import type { DataFile, FolderContent } from './data-file.ts';

/** The methods of the browser's FileSystemDirectoryHandle that are used here. */
export interface DirectoryHandle {
  readonly kind: 'directory';
  /** The entries of the folder, in any order. */
  values(): AsyncIterable<DirectoryHandle | FileHandle>;
  readonly name: string;
}

/** The methods of the browser's FileSystemFileHandle that are used here. */
export interface FileHandle {
  readonly kind: 'file';
  readonly name: string;
  /** The current content. */
  getFile(): Promise<File>;
}

/** The files of a folder as an array, with the paths of empty folders. */
export type OpenedFiles = DataFile[] & {
  /** Paths of folders without files. Always empty for a list of files, which does not mention folders. */
  readonly emptyFolders: readonly string[];
};

/** Maximum depth of folders: links may form cycles. */
const MAX_DEPTH = 16;

/**
 * Lists all files of a folder and its subfolders, sorted by path. Nothing is read yet. Hidden files and folders, whose
 * names start with a dot, are skipped.
 *
 * @param folder a path (Node); a directory handle, as from `showDirectoryPicker()` or the origin private file system;
 * or the files of `<input type="file" webkitdirectory>` or of a drop (browsers, and Node's `File`).
 * @throws DatasetError `FILE_UNREADABLE`; `UNSUPPORTED` for a path in a browser; `INVALID_ARGUMENT` for anything else.
 */
export async function openFiles(folder: string | DirectoryHandle | Iterable<File>): Promise<OpenedFiles> {
  const { files, folders } = await contentOf(folder);
  const isHidden = (path: string) => path.split('/').some((name) => name.startsWith('.'));
  const seen = files.filter(({ path }) => !isHidden(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const filled = new Set(seen.flatMap(({ path }) => foldersAbove(path)));
  const emptyFolders = folders.filter((path) => !filled.has(path) && !isHidden(path)).sort();
  return Object.assign(seen, { emptyFolders });
}

async function contentOf(folder: string | DirectoryHandle | Iterable<File>): Promise<FolderContent> {
  if (typeof folder === 'string') return platform.readFolder(folder);
  check.that(typeof folder === 'object' && folder !== null, 'folder', {
    expected: 'a path, a directory handle or a list of files',
    value: folder,
  });
  if ('kind' in folder) return contentOfHandle(folder, '', 0);
  const files = Symbol.iterator in folder ? Array.from(folder) : undefined;
  check.that(files?.every((file) => file instanceof Blob) ?? false, 'folder', {
    expected: 'a path, a directory handle or a list of files',
    value: folder,
  });
  return { files: (files ?? []).map(fileOf), folders: [] };
}

/** `a/b/c.png` is in `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join('/'));
}

async function contentOfHandle(
  handle: DirectoryHandle,
  prefix: string,
  depth: number,
): Promise<FolderContent> {
  const [files, folders]: [DataFile[], string[]] = [[], []];
  if (depth > MAX_DEPTH) return { files, folders };
  for await (const entry of handle.values()) {
    const path = prefix + entry.name;
    if (entry.kind === 'directory') {
      const below = await contentOfHandle(entry, `${path}/`, depth + 1);
      files.push(...below.files);
      folders.push(path, ...below.folders);
    } else files.push({ path, bytes: async () => bytesOf(await entry.getFile(), path) });
  }
  return { files, folders };
}

/** Browsers prepend the name of the chosen folder, which is not part of its content. */
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

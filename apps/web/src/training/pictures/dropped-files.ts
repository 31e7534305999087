// The files of a dropped or chosen folder. The folder that contains a file names its class.
import type { ChosenPicture } from './read-pictures.ts';

/** Limits of the search in dropped folders. */
const maxDepth = 6;
const maxFiles = 20_000;

/** Returns the files of an `<input type="file" webkitdirectory>`. */
export function chosenPictures(files: Iterable<File>): ChosenPicture[] {
  return [...files].filter(isVisible).map((file) => ({ file, className: folderOf(file.webkitRelativePath) }));
}

/** Returns the name of the folder that contains a file. */
export function folderOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.at(-2) ?? '';
}

/** Returns all files in what was dropped. */
export async function droppedPictures(items: DataTransferItemList): Promise<ChosenPicture[]> {
  // The list is empty after the event, so all entries are read at once.
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: ChosenPicture[] = [];
  for (const entry of entries) await collect(entry, found, 0);
  return found;
}

async function collect(entry: FileSystemEntry, found: ChosenPicture[], depth: number): Promise<void> {
  if (found.length >= maxFiles || depth > maxDepth) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    if (isVisible(file)) found.push({ file, className: folderOf(entry.fullPath) });
  } else if (isDirectory(entry)) {
    for (const child of await children(entry)) await collect(child, found, depth + 1);
  }
}

async function children(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function isVisible({ name }: File): boolean {
  return !name.startsWith('.') && name !== 'Thumbs.db' && name !== 'desktop.ini';
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

// Files of a dropped folder or a chosen one, with the class that the folder around each of them names.
import type { ChosenPicture } from './read-pictures.ts';

/** Files deeper than this, and more than this many, are not looked for. */
const deepest = 6;
const maxFiles = 20_000;

/** The files of `<input type="file" webkitdirectory>`. */
export function chosenPictures(files: Iterable<File>): ChosenPicture[] {
  return [...files].filter(isVisible).map((file) => ({ file, className: folderOf(file.webkitRelativePath) }));
}

/** The name of the folder that a file lies in. */
export function folderOf(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.at(-2) ?? '';
}

/** Everything in what was dropped. */
export async function droppedPictures(items: DataTransferItemList): Promise<ChosenPicture[]> {
  // The list is only there until the event is over, so all entries are taken at once.
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: ChosenPicture[] = [];
  for (const entry of entries) await collect(entry, found, 0);
  return found;
}

async function collect(entry: FileSystemEntry, found: ChosenPicture[], depth: number): Promise<void> {
  if (found.length >= maxFiles || depth > deepest) return;
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

// Files in the origin's private file system (OPFS). Browsers only; where there is none: database-files.ts.
import type { CheckpointFiles } from './checkpoint-store.ts';

/**
 * The files of one place; `undefined` where the browser has no such file system, keeps this page from it (private
 * windows), or writes no whole files in it (Safari before 26).
 */
export async function privateFiles(place: string): Promise<CheckpointFiles | undefined> {
  if (!globalThis.FileSystemFileHandle?.prototype.createWritable) return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    return folderFiles(root, `nn101 checkpoints ${encodeURIComponent(place)}`);
  } catch {
    return undefined;
  }
}

function folderFiles(root: FileSystemDirectoryHandle, name: string): CheckpointFiles {
  const folder = () => root.getDirectoryHandle(name, { create: true });
  return {
    async list() {
      const names: string[] = [];
      for await (const [file, handle] of (await folder()).entries()) {
        // A page that is closed while a file is written for the first time leaves an empty one.
        if (handle.kind === 'file' && (await handle.getFile()).size > 0) names.push(file);
      }
      return names;
    },
    async read(file) {
      const handle = await (await folder()).getFileHandle(file);
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async write(file, bytes) {
      const handle = await (await folder()).getFileHandle(file, { create: true });
      // The stream fills a file beside; closing puts it in the place of the old one.
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
    },
    remove: async (file) => (await folder()).removeEntry(file),
  };
}

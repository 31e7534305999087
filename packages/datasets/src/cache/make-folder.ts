// Makes a folder and what is missing above it. Node's own `recursive` never returns where a parent exists but takes
// no entries, as on /proc (Node 20).
import { dirname } from 'node:path';
import { type FileSystem, systemCode } from './file-system.ts';

/**
 * Makes `path`. Each folder that had to be made is added to `made`, outermost first, also where a later one fails.
 *
 * @throws the system's error of the first that can't be made
 */
export async function makeFolder(request: {
  readonly path: string;
  readonly made: string[];
  readonly fileSystem: Pick<FileSystem, 'mkdir'>;
}): Promise<void> {
  const { path, made, fileSystem } = request;
  try {
    await fileSystem.mkdir(path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder({ ...request, path: dirname(path) });
    await fileSystem.mkdir(path);
  }
  made.push(path);
}

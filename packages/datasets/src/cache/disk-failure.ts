// What a disk says when it refuses, as an error with advice.
import { DatasetError, type DatasetErrorCode, reasonOf } from '../error.ts';
import { type FileSystem, isMissing, systemCode } from './file-system.ts';

/** The `CACHE_FULL` or `CACHE_UNWRITABLE` error for what the system threw. */
export function cacheFailure(directory: string, cause: unknown): DatasetError {
  if (cause instanceof DatasetError) return cause;
  const [code, advice] = adviceFor(cause);
  return new DatasetError(
    code,
    `The cache ${directory} cannot be written to (${reasonOf(cause)}). ${advice} with NN101_CACHE.`,
    { cause },
  );
}

function adviceFor(cause: unknown): [DatasetErrorCode, string] {
  switch (systemCode(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return ['CACHE_FULL', 'Free some space there, or choose another place'];
    case 'EROFS':
      return ['CACHE_UNWRITABLE', 'That disk is read-only: choose another place'];
    default:
      return isMissing(cause) && systemCode(cause) === 'ENOENT'
        ? ['CACHE_UNWRITABLE', 'It went away meanwhile: load again, or choose another place']
        : ['CACHE_UNWRITABLE', 'Mend its permissions, or choose another place'];
  }
}

/** Refuses at once what a disk certainly has no room for. @throws DatasetError `CACHE_FULL`. */
export async function requireSpace(request: {
  readonly directory: string;
  readonly bytes: number;
  readonly fileSystem: Pick<FileSystem, 'statfs'>;
}): Promise<void> {
  const { directory, bytes, fileSystem } = request;
  // Some file systems do not tell; writing will.
  const disk = await fileSystem.statfs(directory).catch(() => undefined);
  if (disk === undefined || disk.blocks === 0) return;
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new DatasetError(
    'CACHE_FULL',
    `The cache ${directory} needs ${bytes} bytes for this set and has room for ${free}. ` +
      'Free some space there, or choose another place with NN101_CACHE.',
  );
}

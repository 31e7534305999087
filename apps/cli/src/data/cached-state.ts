// Whether the cache has a data set, told by the presence and length of its files: quick, and no proof.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatasetDescriptor, datasetPath } from '@nn101/datasets';

/** `cached` where every file has its length, `partly` where some do, `absent` where none is there. */
export async function cachedState(descriptor: DatasetDescriptor): Promise<'cached' | 'partly' | 'absent'> {
  const directory = datasetPath(descriptor.name);
  const files = descriptor.downloads.flatMap(({ contents }) => contents);
  const present = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const size = await stat(join(directory, name)).then(
        (found) => found.size,
        () => undefined,
      );
      return size === bytes;
    }),
  );
  if (present.every(Boolean)) return 'cached';
  return present.some(Boolean) ? 'partly' : 'absent';
}

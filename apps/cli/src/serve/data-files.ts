// Where this machine has data sets: the cache, and mirrors that are directories. Names come from the descriptors of
// @nn101/datasets alone, so that no request can name another file. How they are sent: `data-answer.ts`.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory, type DatasetName, datasets, isDatasetName } from '@nn101/datasets';

/** Directories to look into. */
export interface DataPlaces {
  readonly cache: string;
  readonly mirrors: readonly string[];
  /** Whether the mirrors' own checksums are passed on. */
  readonly trustMirrors: boolean;
}

/** One file to send, or the members of an archive to be put together. */
export type DataFile =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | {
      readonly kind: 'archive';
      readonly members: readonly { readonly name: string; readonly path: string; readonly bytes: number }[];
    };

/** The places that the environment names, as @nn101/datasets reads it. Mirrors on the web are left out. */
export function dataPlaces(environment: Readonly<Record<string, string | undefined>>): DataPlaces {
  const mirrors = (environment.NN101_MIRROR ?? '').split(',').map((mirror) => mirror.trim());
  return {
    cache: cacheDirectory(),
    mirrors: mirrors.filter((mirror) => mirror !== '' && !/^[a-z]+:\/\//i.test(mirror)),
    trustMirrors: environment.NN101_MIRROR_TRUST === '1',
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

/** The file that servers call `<set>/<name>`; `undefined` where there is no such file, or not here. */
export async function findDataFile(path: string, places: DataPlaces): Promise<DataFile | undefined> {
  const [set, name] = path.split('/', 2);
  if (!isDatasetName(set) || path !== `${set}/${name}`) return undefined;
  const download = datasets[set].downloads.find((candidate) => candidate.name === name);
  if (!download) return undefined;
  const cached = download.contents.map(({ name, bytes }) => ({
    name,
    bytes,
    path: join(places.cache, set, name),
  }));
  const sizes = await Promise.all(cached.map((file) => sizeOf(file.path)));
  if (cached.every(({ bytes }, index) => bytes === sizes[index])) {
    if (download.packing === 'tar.gz') return { kind: 'archive', members: cached };
    return { kind: 'file', path: cached[0].path, bytes: cached[0].bytes };
  }
  for (const mirror of places.mirrors) {
    const candidate = join(mirror, set, name);
    const bytes = await sizeOf(candidate);
    if (bytes !== undefined) return { kind: 'file', path: candidate, bytes };
  }
  return undefined;
}

/** The sets of which every file is here. */
export async function availableDatasets(places: DataPlaces): Promise<DatasetName[]> {
  const names = Object.keys(datasets).filter(isDatasetName);
  const states = await Promise.all(
    names.map(async (set) => {
      const files = datasets[set].downloads.map(({ name }) => findDataFile(`${set}/${name}`, places));
      return (await Promise.all(files)).every((file) => file !== undefined);
    }),
  );
  return names.filter((_, index) => states[index]);
}

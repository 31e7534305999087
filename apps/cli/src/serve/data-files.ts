// Where this machine has data sets: the cache, and mirrors that are directories. Names come from the descriptors of
// @nn101/datasets alone, so that no request can name another file. How they are sent: `data-answer.ts`.

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheDirectory, type DatasetName, datasets, isDatasetName, verifyDataset } from '@nn101/datasets';
import { tarBytes, tarChunks } from './tar-archive.ts';

/** Directories to look into. */
export interface DataDirectories {
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
export function dataDirectories(environment: Readonly<Record<string, string | undefined>>): DataDirectories {
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
export async function findDataFile(
  path: string,
  directories: DataDirectories,
): Promise<DataFile | undefined> {
  const [set, name] = path.split('/', 2);
  if (!isDatasetName(set) || path !== `${set}/${name}`) return undefined;
  const download = datasets[set].downloads.find((candidate) => candidate.name === name);
  if (!download) return undefined;
  const cached = download.contents.map(({ name, bytes }) => ({
    name,
    bytes,
    path: join(directories.cache, set, name),
  }));
  const sizes = await Promise.all(cached.map((file) => sizeOf(file.path)));
  if (cached.every(({ bytes }, index) => bytes === sizes[index])) {
    if (download.packing === 'tar.gz') return { kind: 'archive', members: cached };
    return { kind: 'file', path: cached[0].path, bytes: cached[0].bytes };
  }
  for (const mirror of directories.mirrors) {
    const candidate = join(mirror, set, name);
    const bytes = await sizeOf(candidate);
    if (bytes !== undefined) return { kind: 'file', path: candidate, bytes };
  }
  return undefined;
}

/** The sets of which every file is here. */
export async function availableDatasets(directories: DataDirectories): Promise<DatasetName[]> {
  const names = Object.keys(datasets).filter(isDatasetName);
  const states = await Promise.all(
    names.map(async (set) => {
      const files = datasets[set].downloads.map(({ name }) => findDataFile(`${set}/${name}`, directories));
      return (await Promise.all(files)).every((file) => file !== undefined);
    }),
  );
  return names.filter((_, index) => states[index]);
}

/** Sends what is at `path` below `data/`; gives false, and sends nothing, where there is none. */
export async function sendData(request: {
  path: string;
  response: ServerResponse;
  directories: DataDirectories;
  isHead: boolean;
}): Promise<boolean> {
  const { path, response, directories, isHead } = request;
  if (path === 'SHA256SUMS') {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
    response.end(isHead ? undefined : await checksums(directories));
    return true;
  }
  const file = await findDataFile(path, directories);
  if (!file) return false;
  response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': file.kind === 'file' ? file.bytes : tarBytes(file.members),
    // The page keeps what it has verified; the browser need not keep it a second time.
    'Cache-Control': 'no-store',
  });
  if (isHead) response.end();
  else await pipeline(bytesOf(file), response);
  return true;
}

function bytesOf(file: DataFile): Readable {
  if (file.kind === 'file') return createReadStream(file.path);
  return Readable.from(
    tarChunks(file.members, (path) => createReadStream(path)),
    { objectMode: false },
  );
}

/** Sums of all that is sent and not official, as `sha256sum` prints them. Official content needs none. */
async function checksums(directories: DataDirectories): Promise<string> {
  const lines: string[] = [];
  for (const name of await availableDatasets(directories)) {
    const { files } = await verifyDataset(name, { cache: directories.cache, mirrors: [] });
    const vouched = files.filter(({ state, sha256 }) => state === 'mirror' && sha256 !== undefined);
    lines.push(...vouched.map(({ file, sha256 }) => `${sha256}  ${file}\n`));
  }
  if (!directories.trustMirrors) return lines.join('');
  const listed = await Promise.all(
    directories.mirrors.map((mirror) => readFile(join(mirror, 'SHA256SUMS'), 'utf8').catch(() => '')),
  );
  return [...lines, ...listed].join('');
}

// Finds the data sets on this machine, in the cache and in mirrors that are directories, and sends their files in the
// layout that @nn101/datasets expects of a mirror. File names come only from the descriptors of @nn101/datasets, so
// that no request can name another file. Cached files are uncompressed, and are sent so: gzip gains nothing on one's
// own machine, and the reader looks at the first bytes, not at the name.

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheDirectory, type DatasetName, datasets, isDatasetName, verifyDataset } from '@nn101/datasets';
import { tarBytes, tarChunks } from './tar-archive.ts';

/** The directories that may contain data sets. */
export interface DataDirectories {
  readonly cache: string;
  readonly mirrors: readonly string[];
  /** Whether the mirrors' own checksums are passed on. */
  readonly trustMirrors: boolean;
}

/** A file to send, or the members of an archive to assemble. */
export type DataFile =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: number }
  | {
      readonly kind: 'archive';
      readonly members: readonly { readonly name: string; readonly path: string; readonly bytes: number }[];
    };

/** The directories named by the environment, read as in @nn101/datasets. Mirrors on the web are left out. */
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

/** The file that mirrors call `<set>/<name>`; `undefined` if there is no such file on this machine. */
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

/** The data sets whose files are all on this machine. */
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

/** Sends the file at `path` below `data/`. Returns false, and sends nothing, if there is none. */
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
    // The page stores verified files itself; the browser need not keep a second copy.
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

/** Checksums of all unofficial files, in the format of `sha256sum`. Official files need none. */
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

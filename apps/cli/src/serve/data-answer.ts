// Sends a data set's file as a mirror does: the layout that @nn101/datasets asks mirrors for, with the checksums that
// vouch for content which is not the official one. The cache has files unpacked, and unpacked they are sent: gzip is
// no gain on one's own machine, and the reader looks at the first bytes, not at the name.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyDataset } from '@nn101/datasets';
import { availableDatasets, type DataFile, type DataPlaces, findDataFile } from './data-files.ts';
import { tarBytes, tarChunks } from './tar-archive.ts';

/** Sends what is at `path` below `data/`; gives false, and sends nothing, where there is none. */
export async function sendData(request: {
  path: string;
  response: ServerResponse;
  places: DataPlaces;
  isHead: boolean;
}): Promise<boolean> {
  const { path, response, places, isHead } = request;
  if (path === 'SHA256SUMS') {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
    response.end(isHead ? undefined : await checksums(places));
    return true;
  }
  const file = await findDataFile(path, places);
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
async function checksums(places: DataPlaces): Promise<string> {
  const lines: string[] = [];
  for (const name of await availableDatasets(places)) {
    const { files } = await verifyDataset(name, { cache: places.cache, mirrors: [] });
    const vouched = files.filter(({ state, sha256 }) => state === 'mirror' && sha256 !== undefined);
    lines.push(...vouched.map(({ file, sha256 }) => `${sha256}  ${file}\n`));
  }
  if (!places.trustMirrors) return lines.join('');
  const listed = await Promise.all(
    places.mirrors.map((mirror) => readFile(join(mirror, 'SHA256SUMS'), 'utf8').catch(() => '')),
  );
  return [...lines, ...listed].join('');
}

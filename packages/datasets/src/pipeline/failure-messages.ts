// The errors for files that could not be obtained: what was tried, why each source failed, and what to do.
import { DatasetError, type SourceAttempt } from '../error.ts';
import type { ContentFile, DatasetDescriptor } from '../registry/descriptor.ts';
import type { DownloadResult } from './download-file.ts';
import type { DownloadJob } from './download-from.ts';
import type { CacheEntry } from './inspect-cache.ts';
import type { LoadContext } from './options.ts';

/** No source had the file. The code is `CHECKSUM_MISMATCH` if one of them had other content under its name. */
export function downloadError(failure: Omit<DownloadJob, 'transaction'> & DownloadResult): DatasetError {
  const { descriptor, download, entries, context, mismatch } = failure;
  const attempts = [...cacheAttempts(entries, context), ...failure.attempts];
  const isMismatch = mismatch || entries.some(({ state }) => state !== 'missing');
  return new DatasetError(
    isMismatch ? 'CHECKSUM_MISMATCH' : 'DATA_MISSING',
    `No source has the right ${descriptor.name}/${download.name}: ${list(attempts)}. ` +
      'Check the network, or set NN101_MIRROR (option mirrors) to a directory or URL that has it.',
    { attempts, cause: failure.unreachable },
  );
}

/** Files are missing and the network may not be used. Lists all of them, with sizes, and where to put them. */
export function offlineError(failure: {
  readonly descriptor: DatasetDescriptor;
  readonly missing: readonly CacheEntry[];
  readonly context: LoadContext;
  readonly tried: readonly SourceAttempt[];
}): DatasetError {
  const { descriptor, missing, context, tried } = failure;
  const attempts = [...cacheAttempts(missing, context), ...tried];
  const files = missing.map(({ file }) => describe(descriptor, file)).join(', ');
  const reasons = attempts.length > 0 ? ` (${list(attempts)})` : '';
  return new DatasetError(
    'OFFLINE',
    `Offline, and neither the cache nor a mirror directory has ${files}${reasons}. ${offlineAdvice(failure)}`,
    { attempts },
  );
}

function offlineAdvice({
  descriptor,
  missing,
  context,
}: {
  readonly descriptor: DatasetDescriptor;
  readonly missing: readonly CacheEntry[];
  readonly context: LoadContext;
}): string {
  if (missing.every(({ file }) => file.sha256 !== undefined)) {
    return `Load once without offline, set NN101_MIRROR to a mirror directory, or put the uncompressed files into ${context.cache.location}.`;
  }
  const packed = descriptor.downloads
    .filter(({ contents }) => missing.some(({ file }) => contents.includes(file)))
    .map(({ name }) => `${descriptor.name}/${name}`);
  return (
    `Load once without offline, or set NN101_MIRROR (option mirrors) to a directory that has ${packed.join(', ')}. ` +
    'Only the checksums of these packed files are published: unpacked files are accepted from a mirror directory ' +
    'whose SHA256SUMS lists them, with trustMirrors or NN101_MIRROR_TRUST=1.'
  );
}

function cacheAttempts(entries: readonly CacheEntry[], context: LoadContext): SourceAttempt[] {
  return entries.flatMap(({ file, state, cached }) => {
    const source = context.cache.location;
    if (state === 'damaged') {
      const reason =
        file.sha256 === undefined
          ? `${file.name} can't be verified: only the checksum of the packed file is published`
          : `${file.name} is damaged, sha256 ${cached?.sha256}, expected ${file.sha256}`;
      return [{ source, reason }];
    }
    if (state === 'untrusted') {
      const reason = `${file.name} is listed by the mirror ${cached?.vouchedBy} only: set trustMirrors or NN101_MIRROR_TRUST=1 to accept it`;
      return [{ source, reason }];
    }
    return [];
  });
}

function describe(descriptor: DatasetDescriptor, file: ContentFile): string {
  return `${descriptor.name}/${file.name} (${file.bytes} bytes)`;
}

function list(attempts: readonly SourceAttempt[]): string {
  return attempts.map(({ source, reason }) => `${source}: ${reason}`).join('; ');
}

// The sentences for files that could not be had: what was tried, what each said, what to do.
import { type Attempt, DatasetError } from '../error.ts';
import type { ContentFile, DatasetDescriptor } from '../registry/descriptor.ts';
import type { FetchResult } from './download-file.ts';
import type { FetchJob } from './download-from.ts';
import type { Holding } from './inspect-cache.ts';
import type { LoadContext } from './options.ts';

/** No source had the download. Code `CHECKSUM_MISMATCH` if one had another file under its name. */
export function missingFiles(failure: Omit<FetchJob, 'transaction'> & FetchResult): DatasetError {
  const { descriptor, download, holdings, context, mismatch } = failure;
  const attempts = [...cacheAttempts(holdings, context), ...failure.attempts];
  const wrong = mismatch || holdings.some(({ state }) => state !== 'missing');
  return new DatasetError(
    wrong ? 'CHECKSUM_MISMATCH' : 'DATA_MISSING',
    `No source has ${descriptor.name}/${download.name} as it should be: ${list(attempts)}. ` +
      'Check the network, or name a directory or URL that has it with NN101_MIRROR (option mirrors).',
    { attempts, cause: failure.cutOff },
  );
}

/** Files are lacking and the network is forbidden. Lists all of them, with sizes, and where to put them. */
export function offlineError(failure: {
  readonly descriptor: DatasetDescriptor;
  readonly lacking: readonly Holding[];
  readonly context: LoadContext;
  readonly tried: readonly Attempt[];
}): DatasetError {
  const { descriptor, lacking, context, tried } = failure;
  const attempts = [...cacheAttempts(lacking, context), ...tried];
  const files = lacking.map(({ file }) => describe(descriptor, file)).join(', ');
  const said = attempts.length > 0 ? ` (${list(attempts)})` : '';
  return new DatasetError(
    'OFFLINE',
    `Offline, and neither the cache nor a mirror directory has ${files}${said}. ${offlineAdvice(failure)}`,
    { attempts },
  );
}

function offlineAdvice({
  descriptor,
  lacking,
  context,
}: {
  readonly descriptor: DatasetDescriptor;
  readonly lacking: readonly Holding[];
  readonly context: LoadContext;
}): string {
  if (lacking.every(({ file }) => file.sha256 !== undefined)) {
    return `Load once without offline, name a mirror directory with NN101_MIRROR, or put the uncompressed files into ${context.cache.location}.`;
  }
  const packed = descriptor.downloads
    .filter(({ contents }) => lacking.some(({ file }) => contents.includes(file)))
    .map(({ name }) => `${descriptor.name}/${name}`);
  return (
    `Load once without offline, or name a directory that has ${packed.join(', ')} with NN101_MIRROR (option mirrors). ` +
    'Of these only the sums of the packed files are published: unpacked ones are accepted from a mirror directory ' +
    'whose SHA256SUMS lists them, with trustMirrors or NN101_MIRROR_TRUST=1.'
  );
}

function cacheAttempts(holdings: readonly Holding[], context: LoadContext): Attempt[] {
  return holdings.flatMap(({ file, state, cached }) => {
    const source = context.cache.location;
    if (state === 'damaged') {
      const reason =
        file.sha256 === undefined
          ? `${file.name} can't be verified: only the sum of the packed file is published`
          : `${file.name} is damaged, sha256 ${cached?.sha256}, expected ${file.sha256}`;
      return [{ source, reason }];
    }
    if (state === 'untrusted') {
      const reason = `${file.name} is vouched for by ${cached?.vouchedBy} only: trustMirrors or NN101_MIRROR_TRUST=1 accepts it`;
      return [{ source, reason }];
    }
    return [];
  });
}

function describe(descriptor: DatasetDescriptor, file: ContentFile): string {
  return `${descriptor.name}/${file.name} (${file.bytes} bytes)`;
}

function list(attempts: readonly Attempt[]): string {
  return attempts.map(({ source, reason }) => `${source}: ${reason}`).join('; ');
}

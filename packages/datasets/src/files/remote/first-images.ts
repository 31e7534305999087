// The first images of a public data set, from the beginning of its files: for a quick look, a lesson, a test. The
// beginning of a file cannot be verified, so nothing is cached. Complete and verified: ../../loaders.ts.
import { check } from '../../check.ts';
import { DatasetError, reasonOf, type SourceAttempt } from '../../error.ts';
import { findDefinition } from '../../registry/datasets.ts';
import type { DatasetDescriptor } from '../../registry/descriptor.ts';
import type { SplitName } from '../../split/selection.ts';
import type { Split } from '../../split/split.ts';
import { splitFromArrays } from '../arrays/split-from-arrays.ts';
import { type FetchIdxOptions, fetchIdx, requireFetchOptions } from './fetch-idx.ts';

/** How many images to fetch, and from which split. */
export interface FirstImagesOptions extends FetchIdxOptions {
  /** Default `test`. */
  readonly split?: SplitName;
}

/**
 * Fetches the first `limit` images of a data set that consists of compressed IDX files, and no more bytes than these
 * need. The images are not verified and not cached: use `loadSplit` for results that matter.
 *
 * @throws DatasetError `DATA_MISSING` with the failure of each origin; `UNSUPPORTED` for data sets of other files;
 * `ABORTED`, `INVALID_ARGUMENT`, `UNKNOWN_DATASET`.
 */
export async function firstImages(
  name: 'mnist' | 'fashion-mnist' | 'kmnist',
  options: FirstImagesOptions,
): Promise<Split> {
  const descriptor = findDefinition(name);
  requireFetchOptions('firstImages', options, ['split', 'limit', 'signal', 'fetch']);
  const { split = 'test', ...fetching } = options;
  check.oneOf('split', split, ['train', 'test']);
  const files = filesOf(descriptor, split);
  const attempts: SourceAttempt[] = [];
  for (const { url } of descriptor.origins) {
    try {
      const [images, labels] = await Promise.all(files.map((file) => fetchIdx(url + file, fetching)));
      return splitFromArrays({ images, labels, classNames: descriptor.classNames });
    } catch (error) {
      if (!(error instanceof DatasetError) || error.code === 'ABORTED' || error.code === 'INVALID_ARGUMENT')
        throw error;
      attempts.push({ source: url, reason: reasonOf(error) });
    }
  }
  const said = attempts.map(({ source, reason }) => `${source}: ${reason}`).join(' ');
  throw new DatasetError('DATA_MISSING', `No origin has the first images of ${name}. ${said}`, { attempts });
}

function filesOf(descriptor: DatasetDescriptor, split: SplitName): readonly string[] {
  const named = (ending: string) =>
    descriptor.downloads.find(
      ({ packing, contents: [content] }) =>
        packing === 'gzip' && content?.split === split && content.name.endsWith(ending),
    )?.name;
  const [images, labels] = [named('-images-idx3-ubyte'), named('-labels-idx1-ubyte')];
  if (
    images !== undefined &&
    labels !== undefined &&
    descriptor.origins.every(({ zip }) => zip === undefined)
  ) {
    return [images, labels];
  }
  throw new DatasetError(
    'UNSUPPORTED',
    `The files of ${descriptor.name} can't be read from their beginning. Load it with loadSplit('${descriptor.name}', '${split}').`,
  );
}

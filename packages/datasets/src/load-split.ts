// Loading a selection of a set's images: what it does not name is neither fetched nor read, as far as files allow.
import type { LoadOptions } from './pipeline/options.ts';
import { findDescriptor } from './registry/datasets.ts';
import type { DatasetName } from './registry/descriptor.ts';
import { chosenFrom } from './split/select.ts';
import { requireSelectionText, resolveSelection } from './split/selection.ts';
import type { Split } from './split/split.ts';

/**
 * Loads the images that `selection` names, such as `test`, `train[:1000]` or `train[:80%]+test[-500:]`.
 *
 * Files of a part that is not named are not fetched, where the set has its parts in files of their own (all but the
 * CIFAR sets). A part's files are always fetched whole: a sum is published for whole files only, and without one
 * nothing could be said for the bytes. The selection is checked before anything is fetched.
 *
 * @throws DatasetError `PARSE_SPLIT`, and all of `loadDataset`.
 */
export async function loadSplit(
  name: DatasetName,
  selection: string,
  options: LoadOptions = {},
): Promise<Split> {
  const descriptor = findDescriptor(name);
  requireSelectionText('selection', selection);
  const ranges = resolveSelection(selection, descriptor.counts);
  const { loadParts } = await import('./load-described.ts');
  const loaded = await loadParts(
    descriptor,
    ranges.map(({ part }) => part),
    options,
  );
  const absent = { images: new Uint8Array(0), labels: new Uint8Array(0) };
  const empty = (part: 'train' | 'test'): Split => ({
    ...absent,
    shape: [descriptor.counts[part], ...descriptor.imageShape],
    classNames: descriptor.classNames,
  });
  return chosenFrom({ train: loaded.train ?? empty('train'), test: loaded.test ?? empty('test') }, selection);
}

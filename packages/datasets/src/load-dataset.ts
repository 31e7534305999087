// Loading what a descriptor describes: the pipeline's result as splits, with what is known of their origin.
// Comes with the whole pipeline, and so is imported when a set is first loaded: ./dataset.ts, ./dataset.ts.
import type { Dataset } from './dataset.ts';
import { DatasetError } from './error.ts';
import { acquire } from './pipeline/ensure-files.ts';
import type { Vouchers } from './pipeline/inspect-cache.ts';
import { type LoadContext, type LoadOptions, resolveOptions } from './pipeline/options.ts';
import type { DatasetDescriptor, ReadContent } from './registry/descriptor.ts';
import type { PartName } from './split/selection.ts';
import type { Split } from './split/split.ts';
import { channelStatistics } from './statistics/statistics.ts';

/** Both parts of a set, and all that is known of it. Throws as `loadDataset` does. */
export async function loadDescribed(descriptor: DatasetDescriptor, options: LoadOptions): Promise<Dataset> {
  const context = await resolveOptions(descriptor, options);
  const vouchers = await acquire({ descriptor, context });
  const { train, test } = await descriptor.parse(reader(descriptor, context));
  requireShape(descriptor, 'train', train);
  requireShape(descriptor, 'test', test);
  const { name, title, licence, citation } = descriptor;
  const { mean, std } = descriptor.mean.length > 0 ? descriptor : channelStatistics(train);
  const verified = vouchers.size === 0 ? 'official' : 'mirror';
  const notes = [...descriptor.notes, ...voucherNotes(vouchers)];
  return { name, title, train, test, verified, mean, std, licence, citation, notes };
}

/** The parts that are asked for, and no file that holds none of them. Throws as `loadDataset` does. */
export async function loadParts(
  descriptor: DatasetDescriptor,
  parts: readonly PartName[],
  options: LoadOptions,
): Promise<Partial<Record<PartName, Split>>> {
  const { parsePart } = descriptor;
  if (parsePart === undefined) return loadDescribed(descriptor, options);
  const isWanted = (part: PartName | undefined) => part === undefined || parts.includes(part);
  const downloads = descriptor.downloads.filter(({ contents }) =>
    contents.some(({ part }) => isWanted(part)),
  );
  const needed = { ...descriptor, downloads };
  const context = await resolveOptions(needed, options);
  await acquire({ descriptor: needed, context });
  const loaded: Partial<Record<PartName, Split>> = {};
  for (const part of new Set(parts)) {
    const split = await parsePart(reader(descriptor, context), part);
    requireShape(descriptor, part, split);
    loaded[part] = split;
  }
  return loaded;
}

function reader(descriptor: DatasetDescriptor, context: LoadContext): ReadContent {
  return (file, into) => context.cache.read(`${descriptor.name}/${file}`, into);
}

// Official files always pass; a mirror may vouch for well-formed files of another set.
function requireShape(descriptor: DatasetDescriptor, part: PartName, split: Split): void {
  const expected = [descriptor.counts[part], ...descriptor.imageShape].join(', ');
  const received = split.shape.join(', ');
  if (expected === received) return;
  throw new DatasetError(
    'PARSE_IDX',
    `${descriptor.name} ${part} expects [${expected}], received [${received}]. The mirror has another data set under this name.`,
  );
}

function voucherNotes(vouchers: Vouchers): string[] {
  const byMirror = new Map<string, string[]>();
  for (const [file, mirror] of vouchers) byMirror.set(mirror, [...(byMirror.get(mirror) ?? []), file]);
  return Array.from(
    byMirror,
    ([mirror, files]) =>
      `${files.join(', ')}: not the official content, but what the mirror ${mirror} vouches for.`,
  );
}

// Loads a data set from its definition: runs the pipeline and parses the verified files into splits. This file brings
// the whole pipeline with it, so ./loaders.ts imports it on demand.
import type { Dataset } from './dataset.ts';
import { DatasetError } from './error.ts';
import { ensureFiles } from './pipeline/ensure-files.ts';
import type { TrustedMirrors } from './pipeline/inspect-cache.ts';
import { type LoadContext, type LoadOptions, resolveOptions } from './pipeline/options.ts';
import type { DatasetDefinition, ReadContent } from './registry/descriptor.ts';
import type { SplitName } from './split/selection.ts';
import type { Split } from './split/split.ts';
import { channelStatistics } from './statistics/statistics.ts';

/** Loads both splits of a data set. Throws as `loadDataset` does. */
export async function loadDescribed(descriptor: DatasetDefinition, options: LoadOptions): Promise<Dataset> {
  const context = await resolveOptions(descriptor, options);
  const trustedMirrors = await ensureFiles({ descriptor, context });
  const { train, test } = await descriptor.parse(reader(descriptor, context));
  requireShape(descriptor, 'train', train);
  requireShape(descriptor, 'test', test);
  const { name, title, licence, citation } = descriptor;
  const { mean, standardDeviation } = descriptor.mean.length > 0 ? descriptor : channelStatistics(train);
  const verified = trustedMirrors.size === 0 ? 'official' : 'mirror';
  const notes = [...descriptor.notes, ...mirrorNotes(trustedMirrors)];
  return { name, title, train, test, verified, mean, standardDeviation, licence, citation, notes };
}

/** Loads the named splits, without the files of other splits. Throws as `loadDataset` does. */
export async function loadParts(
  descriptor: DatasetDefinition,
  parts: readonly SplitName[],
  options: LoadOptions,
): Promise<Partial<Record<SplitName, Split>>> {
  const { parseSplit } = descriptor;
  if (parseSplit === undefined) return loadDescribed(descriptor, options);
  const isWanted = (name: SplitName | undefined) => name === undefined || parts.includes(name);
  const downloads = descriptor.downloads.filter(({ contents }) =>
    contents.some(({ split }) => isWanted(split)),
  );
  const needed = { ...descriptor, downloads };
  const context = await resolveOptions(needed, options);
  await ensureFiles({ descriptor: needed, context });
  const loaded: Partial<Record<SplitName, Split>> = {};
  for (const name of new Set(parts)) {
    const split = await parseSplit(reader(descriptor, context), name);
    requireShape(descriptor, name, split);
    loaded[name] = split;
  }
  return loaded;
}

function reader(descriptor: DatasetDefinition, context: LoadContext): ReadContent {
  return (file, into) => context.cache.read(`${descriptor.name}/${file}`, into);
}

// Official files always match. A mirror may list well-formed files of another data set.
function requireShape(descriptor: DatasetDefinition, name: SplitName, split: Split): void {
  const expected = [descriptor.counts[name], ...descriptor.imageShape].join(', ');
  const received = split.shape.join(', ');
  if (expected === received) return;
  throw new DatasetError(
    'PARSE_IDX',
    `${descriptor.name} ${name} expects [${expected}], received [${received}]. The mirror has another data set under this name.`,
  );
}

function mirrorNotes(trustedMirrors: TrustedMirrors): string[] {
  const byMirror = new Map<string, string[]>();
  for (const [file, mirror] of trustedMirrors) byMirror.set(mirror, [...(byMirror.get(mirror) ?? []), file]);
  return Array.from(
    byMirror,
    ([mirror, files]) =>
      `${files.join(', ')}: not the official content, but what the mirror ${mirror} vouches for.`,
  );
}

// A mirror's own SHA256SUMS: what it vouches for, where that is not the official content.
import { readText, type Source } from './source.ts';

const LIMIT = 1 << 20;

/**
 * The sums in the `SHA256SUMS` at the mirror's root, by `<set>/<content name>`; empty if it has none.
 * Lines are as `sha256sum` prints them.
 */
export async function mirrorSums(source: Source, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  if (!source.isMirror) return new Map();
  try {
    const text = await readText(await source.open('SHA256SUMS', { signal }), LIMIT);
    const lines = text.matchAll(/^([0-9a-f]{64})\s+\*?(?:\.\/)?(.+?)\s*$/gim);
    return new Map(Array.from(lines, ([, sum, name]) => [name, sum.toLowerCase()]));
  } catch {
    return new Map();
  }
}

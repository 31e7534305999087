// Expands file patterns such as *.png when the shell has not: cmd and PowerShell never do, and no shell does within
// quotes.
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve } from 'node:path';
import type { Command } from 'commander';

/** Replaces each pattern by the matching files, sorted; a pattern without a match stays as it is. */
export async function expandPatterns(
  words: readonly string[],
  { command, directory }: { command: Command; directory: string },
): Promise<string[]> {
  const takesFiles = command.registeredArguments.some(({ variadic }) => variadic);
  if (!takesFiles) return [...words];
  const expanded = await Promise.all(
    words.map(async (word) => (isPattern(word) ? filesOf(word, directory) : [word])),
  );
  return expanded.flat();
}

const separators = process.platform === 'win32' ? /[/\\]/ : '/';

function isPattern(word: string): boolean {
  return !word.startsWith('-') && /[*?]/.test(word);
}

async function filesOf(pattern: string, directory: string): Promise<string[]> {
  const { root } = parse(pattern);
  const segments = pattern.slice(root.length).split(separators).filter(Boolean);
  let found = [isAbsolute(pattern) ? root : ''];
  for (const segment of segments) found = await matches(found, { segment, directory });
  return found.length === 0 ? [pattern] : found;
}

async function matches(
  parents: readonly string[],
  { segment, directory }: { segment: string; directory: string },
): Promise<string[]> {
  if (!isPattern(segment)) return parents.map((parent) => join(parent, segment));
  const expression = expressionOf(segment);
  const entries = await Promise.all(
    parents.map(async (parent) => {
      const names = await readdir(resolve(directory, parent)).catch((): string[] => []);
      // As in shells, a pattern does not match hidden files.
      const fitting = names.filter((name) => !name.startsWith('.') && expression.test(name)).sort();
      return fitting.map((name) => join(parent, name));
    }),
  );
  return entries.flat();
}

function expressionOf(segment: string): RegExp {
  const escaped = segment.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  // Windows does not distinguish X.PNG from x.png.
  const flags = process.platform === 'win32' ? 'i' : '';
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags);
}

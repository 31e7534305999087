// Files that import each other in a circle. Such files can only be read, tested and moved together, and what runs first depends on
// who is asked for first.
import { posix } from 'node:path';
import type { SourceText } from '../repository/tracked-files.ts';
import { importsOf } from './import-specifiers.ts';

/** A file and the files of the project that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The imports by relative path between these files; without those of types alone unless they are asked for. */
export function importGraph(
  sources: readonly SourceText[],
  { types }: { readonly types: boolean },
): ImportGraph {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map((source) => {
      const imported = importsOf(source)
        .filter(({ specifier, isType }) => specifier.startsWith('.') && (types || !isType))
        .map(({ specifier }) => resolve(source.path, specifier, paths));
      return [source.path, imported.filter((path) => path !== undefined)];
    }),
  );
}

// AssemblyScript leaves the ending of a file out.
function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  const path = posix.normalize(posix.join(posix.dirname(from), specifier));
  return [path, `${path}.ts`].find((candidate) => paths.has(candidate));
}

/**
 * The groups of files that all reach each other, each group sorted: Tarjan, "Depth-first search and linear graph algorithms"
 * (1972).
 */
export function findCycles(graph: ImportGraph): string[][] {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (file: string): number => {
    const number = numbers.size;
    numbers.set(file, number);
    stack.push(file);
    let low = number;
    for (const next of graph.get(file) ?? []) {
      if (!numbers.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, lowest.get(next) ?? numbers.get(next) ?? low);
    }
    lowest.set(file, low);
    if (low === number) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1 || graph.get(file)?.includes(file)) cycles.push(group.sort());
    }
    return low;
  };
  for (const file of graph.keys()) if (!numbers.has(file)) visit(file);
  return cycles;
}

// A run of the playground as the exports write it down, and lists of numbers as literals of their code.
import type { RunConfiguration } from './playground-run.ts';

/** What the program does: a run, and how many steps of it. */
export interface CodedRun {
  readonly configuration: RunConfiguration;
  /** 1 or more. */
  readonly steps: number;
}

/** Numbers or lists of them as source text, a few to a line: `[\n  [0, 1], [1, 0],\n]`. */
export function listText(items: readonly (number | readonly number[])[], indent = ''): string {
  const words = items.map((item) => (typeof item === 'number' ? String(item) : `[${item.join(', ')}]`));
  const lines = Array.from({ length: Math.ceil(words.length / 4) }, (_, i) =>
    words.slice(4 * i, 4 * i + 4).join(', '),
  );
  return `[\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}]`;
}

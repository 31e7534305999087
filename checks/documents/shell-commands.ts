// The commands of the documents' ```sh blocks, one by one, so that each can be held against what exists.
// Judging them: `unknown-commands.ts`.
import type { CodeBlock } from './markdown.ts';

/** A command as its words, without prompt, environment and comment, and where it stands. */
export interface ShellCommand {
  /** Such as `README.md:12`, the line of the block's fence. */
  readonly at: string;
  readonly words: readonly string[];
}

const assignment = /^[A-Z][A-Z0-9_]*=/;

function toWords(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  const kept = comment < 0 ? words : words.slice(0, comment);
  const start = kept.findIndex((word) => word !== '$' && word !== 'export' && !assignment.test(word));
  return start < 0 ? [] : kept.slice(start).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

/** The commands of a block: one for each line, and for each part of a line between `&&`, `;` or `|`. */
export function shellCommands({ path, line, code }: CodeBlock): ShellCommand[] {
  const joined = code.replaceAll(/\\\n\s*/g, ' ');
  return joined
    .split(/\n|&&|;|\|/)
    .map(toWords)
    .filter((words) => words.length > 0)
    .map((words) => ({ at: `${path}:${line}`, words }));
}

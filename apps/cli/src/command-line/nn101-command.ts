// Commands as text that a reader can type: with `npx`, quoted for a shell, and as examples in the help.
import type { Command } from 'commander';

/**
 * `npx nn101 …`. This works in any project that has the package, and in a clone of this one, the only place to get
 * the program from until it is published.
 */
export function nn101(words: string): string {
  return `npx nn101 ${words}`;
}

/** `npx nn101 train --resume …`, quoted for a shell. */
export function resumeCommand(name: string): string {
  return nn101(`train --resume ${shellWord(name)}`);
}

/**
 * Quotes a word if a shell would interpret it. Double quotes work in cmd, PowerShell and sh; single quotes are used
 * only for words with characters that sh interprets within double ones, and never on Windows.
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  const plain = platform === 'win32' ? /^[\w@+=:./\\-]+$/ : /^[\w@%+=:,./-]+$/;
  if (plain.test(word)) return word;
  if (platform === 'win32' || !/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Adds examples before a command's generated help: lines such as `nn101 tour`, in the form in which a reader can type
 * them.
 */
export function examples(command: Command, lines: readonly (readonly [line: string, what: string])[]): void {
  const width = Math.max(...lines.map(([line]) => line.length));
  const rows = lines.map(([line, what]) => `  npx ${line.padEnd(width)}   ${what}`);
  command.addHelpText('before', `Examples:\n${rows.join('\n')}\n`);
}

// How a command is written where a reader is to type it.
import type { Command } from 'commander';

/**
 * `npx nn101 …`: works in a clone of the project, which is the only place to have the program from as long as nothing is
 * published, and in any project that has the package.
 */
export function nn101(words: string): string {
  return `npx nn101 ${words}`;
}

/** `npx nn101 train --resume …`, as a shell takes it. */
export function resumeCommand(name: string): string {
  return nn101(`train --resume ${shellWord(name)}`);
}

/**
 * The word as it is, or in quotes where a shell would see more in it than a word: double ones, which cmd, PowerShell and sh
 * have in common. Only a word with something in it that sh looks for within them gets single ones, and not on Windows.
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  const plain = platform === 'win32' ? /^[\w@+=:./\\-]+$/ : /^[\w@%+=:,./-]+$/;
  if (plain.test(word)) return word;
  if (platform === 'win32' || !/["$`\\!]/.test(word)) return `"${word}"`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Puts examples before the generated help of a command: lines such as `nn101 tour`, shown as a reader can type them. */
export function examples(command: Command, lines: readonly (readonly [line: string, what: string])[]): void {
  const width = Math.max(...lines.map(([line]) => line.length));
  const rows = lines.map(([line, what]) => `  npx ${line.padEnd(width)}   ${what}`);
  command.addHelpText('before', `Examples:\n${rows.join('\n')}\n`);
}

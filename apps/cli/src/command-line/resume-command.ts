// The command line that goes on with a run.
import { nn101 } from './nn101-command.ts';

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

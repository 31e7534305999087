// The help texts of `nn101` as built, each asked for once.
import { fileURLToPath } from 'node:url';
import { root } from '../repository/tracked-files.ts';
import { runCommand } from './run-example.ts';

/** The program's entry, absolute. */
export const courseProgram = fileURLToPath(new URL('../../apps/cli/bin/nn101.js', import.meta.url));

const asked = new Map<string, Promise<string | undefined>>();

async function ask(words: readonly string[]): Promise<string | undefined> {
  const args = [courseProgram, ...words, '--help'];
  const { exitCode, output } = await runCommand({ program: process.execPath, args, directory: root });
  // With a word that is no command, the program's own help is printed.
  return exitCode === 0 && output.includes(`Usage: ${['nn101', ...words].join(' ')} `) ? output : undefined;
}

/** What `nn101 …words --help` prints, or undefined where it fails because there is no such command. */
export function courseHelp(words: readonly string[]): Promise<string | undefined> {
  const key = words.join(' ');
  const answer = asked.get(key) ?? ask(words);
  asked.set(key, answer);
  return answer;
}

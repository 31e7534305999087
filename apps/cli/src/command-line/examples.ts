// Help that starts with examples: they say more than a list of options does.
import type { Command } from 'commander';

/** Puts examples before the generated help of a command: lines such as `nn101 tour`, shown as a reader can type them. */
export function examples(command: Command, lines: readonly (readonly [line: string, what: string])[]): void {
  const width = Math.max(...lines.map(([line]) => line.length));
  const rows = lines.map(([line, what]) => `  npx ${line.padEnd(width)}   ${what}`);
  command.addHelpText('before', `Examples:\n${rows.join('\n')}\n`);
}

// `nn101 doctor`: checks everything a run needs, and suggests how to fix what is wrong.
import type { Command } from 'commander';
import { examples } from '../command-line/nn101-command.ts';
import { examine } from '../doctor/examine.ts';
import { CliError } from '../failure/cli-error.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from '../terminal/terminal.ts';

/** Adds the command. */
export function addDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command('doctor')
    .description('Check Node, SIMD, threads, cache, mirrors and memory.')
    .option('--json', 'print JSON lines: events check and result')
    .action((options: { json?: boolean }) => runDoctor(options, terminal));
  examples(command, [['nn101 doctor', 'check this machine']]);
}

async function runDoctor({ json }: { json?: boolean }, terminal: Terminal): Promise<void> {
  const findings = await examine(terminal);
  const wrong = findings.filter(({ state }) => state === 'wrong');
  const paint = paintFor(terminal.stdout);
  const marks = { fine: paint.green('✓'), note: paint.yellow('!'), wrong: paint.red('✗') } as const;
  for (const finding of findings) {
    if (json) {
      writeEvent(terminal.stdout, 'check', finding);
      continue;
    }
    const { name, state, what, remedy } = finding;
    writeLine(terminal.stdout, `${marks[state]} ${paint.bold(name.padEnd(8))} ${what}`);
    if (remedy !== undefined) writeLine(terminal.stdout, `           ${paint.cyan('→')} ${remedy}`);
  }
  if (json) writeEvent(terminal.stdout, 'result', { healthy: wrong.length === 0 });
  if (wrong.length > 0) {
    const names = wrong.map(({ name }) => name).join(', ');
    throw new CliError('UNHEALTHY', `Some checks failed: ${names}. The arrows show how to fix them.`);
  }
}
